/** Reading SQL: tokens, phrases, and what they say. Pure: no connection, no catalog. */
@NullMarked
package io.runstwice.jdbc.sql;

import org.jspecify.annotations.NullMarked;
