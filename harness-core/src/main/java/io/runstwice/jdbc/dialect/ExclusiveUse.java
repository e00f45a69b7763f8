package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The lock in the database that an exploration holds, so that no other process explores it meanwhile. */
public interface ExclusiveUse {

    /** For databases that have no lock which outlives a commit: keeps no other exploration out. */
    ExclusiveUse NONE = new ExclusiveUse() {
        @Override
        public @Nullable String occupy(Connection connection, String holder) {
            return null;
        }

        @Override
        public void leave(Connection connection) {
            // nothing was taken
        }
    };

    /** Takes the lock; returns the present holder if there is one, or null. */
    @Nullable
    String occupy(Connection connection, String holder) throws SQLException;

    /** Gives the lock back. */
    void leave(Connection connection) throws SQLException;
}
