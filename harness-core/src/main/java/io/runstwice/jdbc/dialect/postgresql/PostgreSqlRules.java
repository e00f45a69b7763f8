package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.SqlRules;
import java.util.Set;

/** The rules of PostgreSQL's statements, and of its driver. */
final class PostgreSqlRules implements SqlRules {

    private static final Set<String> LARGE_OBJECTS =
            Set.of("getBlob", "setBlob", "createBlob", "getClob", "setClob", "createClob", "updateBlob", "updateClob");

    /** They are one transaction: the driver asks for a result once, at their end. */
    @Override
    public boolean commitsEachOfSeveral() {
        return false;
    }

    /** READ UNCOMMITTED is READ COMMITTED here. */
    @Override
    public boolean readsVersions() {
        return true;
    }

    /** The driver stops at the first failing row. */
    @Override
    public boolean batchGoesOn() {
        return false;
    }

    @Override
    public boolean isUntapped(String method) {
        return LARGE_OBJECTS.contains(method);
    }
}
