package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.DialectProvider;

/** Tells of PostgreSQL. */
public final class PostgreSqlProvider implements DialectProvider {

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String dataSource() {
        return "org.postgresql.ds.PGSimpleDataSource";
    }

    @Override
    public int port(String url) {
        return url.startsWith("jdbc:postgresql:") ? 5432 : 0;
    }

    @Override
    public Dialect dialect() {
        return new PostgreSqlDialect();
    }
}
