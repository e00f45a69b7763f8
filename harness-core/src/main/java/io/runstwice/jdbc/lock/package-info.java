/** Sessions that wait for one another. */
@NullMarked
package io.runstwice.jdbc.lock;

import org.jspecify.annotations.NullMarked;
