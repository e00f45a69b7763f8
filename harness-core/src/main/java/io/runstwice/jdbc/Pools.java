package io.runstwice.jdbc;

import javax.sql.DataSource;

/**
 * Whether a data source is a pool, or anything else that may not have a connection to spare.
 *
 * <p>Only the drivers' own plain ones are known not to be.
 */
final class Pools {

    private Pools() {}

    static boolean isPool(DataSource source) {
        String name = source.getClass().getName();
        return !(source instanceof UrlSource)
                && !name.startsWith("org.postgresql.ds.PGSimpleDataSource")
                && !name.startsWith("org.mariadb.jdbc.MariaDbDataSource")
                && !name.startsWith("org.h2.jdbcx.JdbcDataSource")
                && !name.endsWith("DriverManagerDataSource")
                && !name.endsWith("SimpleDriverDataSource");
    }
}
