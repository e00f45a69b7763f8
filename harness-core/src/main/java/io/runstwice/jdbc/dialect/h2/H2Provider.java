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
    public Dialect dialect() {
        return new H2Dialect();
    }
}
