package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to take guards of a job away in one database product. Works on the harness's own connections. */
public interface GuardMutations {

    /** The unique indexes and constraints of ordinary tables, primary keys included. */
    List<Unique> uniques(Connection connection) throws SQLException;

    /**
     * Deletes the rows that no session has locked, and commits. Foreign keys are not checked.
     *
     * @param table has a primary key
     * @param rows some of it, as they were read
     * @return how many are gone
     */
    int hide(Connection connection, Relation table, List<@Nullable Object[]> rows) throws SQLException;

    /** Whether {@link #hide} fires no trigger. */
    default boolean holdsTriggersStill() {
        return false;
    }

    /** Whether it has advisory locks that can be taken away. */
    default boolean hasAdvisoryLocks() {
        return false;
    }
}
