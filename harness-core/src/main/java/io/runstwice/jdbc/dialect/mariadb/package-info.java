/** MariaDB: everything that only it needs. */
@NullMarked
package io.runstwice.jdbc.dialect.mariadb;

import org.jspecify.annotations.NullMarked;
