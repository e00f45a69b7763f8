package io.runstwice.jdbc.dialect.mariadb;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.DialectProvider;

/** Tells of MariaDB. */
public final class MariaDbProvider implements DialectProvider {

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public String dataSource() {
        return "org.mariadb.jdbc.MariaDbDataSource";
    }

    @Override
    public int port(String url) {
        return url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:") ? 3306 : 0;
    }

    @Override
    public Dialect dialect() {
        return new MariaDbDialect();
    }
}
