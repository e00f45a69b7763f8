/** H2: everything that only it needs. */
@NullMarked
package io.runstwice.jdbc.dialect.h2;

import org.jspecify.annotations.NullMarked;
