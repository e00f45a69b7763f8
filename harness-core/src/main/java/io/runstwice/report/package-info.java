/** Story and certificate: the only room that writes prose. */
@NullMarked
package io.runstwice.report;

import org.jspecify.annotations.NullMarked;
