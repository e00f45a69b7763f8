/** The tables of a database and what there is beside them, and what a statement has to do with them. */
@NullMarked
package io.runstwice.jdbc.schema;

import org.jspecify.annotations.NullMarked;
