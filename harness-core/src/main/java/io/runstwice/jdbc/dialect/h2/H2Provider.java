package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.DialectProvider;

/** Tells of H2. */
public final class H2Provider implements DialectProvider {

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public String dataSource() {
        return "org.h2.jdbcx.JdbcDataSource";
    }

    @Override
    public boolean isWithinThisProcess(String url) {
        return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
    }

    @Override
    public Dialect dialect() {
        return new H2Dialect();
    }
}
