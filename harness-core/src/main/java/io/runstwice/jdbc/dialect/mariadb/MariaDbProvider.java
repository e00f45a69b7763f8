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
    public Dialect dialect() {
        return new MariaDbDialect();
    }
}
