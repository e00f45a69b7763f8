package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state that lives as long as a session of H2. Opening a connection costs less than making one as good as new. */
final class H2Sessions implements Sessions {

    private static final Set<String> SCHEMA = Set.of("search_path", "schema", "current_schema");

    /** Temporary tables go with the connection; H2 has no other locks that outlive a transaction. */
    @Override
    public void release(Connection connection) {
        // nothing lives as long as a session but what the pool's owner put there
    }

    @Override
    public boolean mayHoldLocks(Connection connection) {
        return false; // all its locks end with a transaction
    }

    @Override
    public @Nullable String setting(Connection connection, String name) throws SQLException {
        return SCHEMA.contains(name.toLowerCase(Locale.ROOT)) ? connection.getSchema() : null;
    }

    @Override
    public void set(Connection connection, String name, @Nullable String value) throws SQLException {
        if (value != null) {
            connection.setSchema(value);
        }
    }
}
