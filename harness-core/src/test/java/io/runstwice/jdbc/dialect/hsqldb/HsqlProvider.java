package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.DialectProvider;

/** Tells of HSQLDB. */
public final class HsqlProvider implements DialectProvider {

    @Override
    public String product() {
        return "HSQL Database Engine";
    }

    @Override
    public String dataSource() {
        return "org.hsqldb.jdbc.JDBCDataSource";
    }

    @Override
    public boolean isWithinThisProcess(String url) {
        return url.startsWith("jdbc:hsqldb:") && !url.startsWith("jdbc:hsqldb:hsql");
    }

    @Override
    public Dialect dialect() {
        return new HsqlDialect();
    }
}
