/** Reading SQL: tokens, phrases, and their meaning. Pure: no connection, no catalog. */
@NullMarked
package io.runstwice.jdbc.sql;

import org.jspecify.annotations.NullMarked;
