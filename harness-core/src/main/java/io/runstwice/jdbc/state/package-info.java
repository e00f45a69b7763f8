/** Rows out of a database and back, what of them is compared, and how they grow older. */
@NullMarked
package io.runstwice.jdbc.state;

import org.jspecify.annotations.NullMarked;
