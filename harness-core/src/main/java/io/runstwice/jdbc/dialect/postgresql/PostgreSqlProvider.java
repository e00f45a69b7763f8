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
    public Dialect dialect() {
        return new PostgreSqlDialect();
    }
}
