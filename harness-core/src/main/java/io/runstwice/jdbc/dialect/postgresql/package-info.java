/** PostgreSQL: everything that only it needs. */
@NullMarked
package io.runstwice.jdbc.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
