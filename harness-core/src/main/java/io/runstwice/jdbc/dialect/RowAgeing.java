package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The ageing of a table's rows where they stand. */
public interface RowAgeing {

    /**
     * Makes rows of a table older where they stand, without waiting for any lock.
     *
     * @param now the rows that are there
     * @param older the same rows in the same order, some of their times earlier
     * @return the places of rows that another session has locked; these stay as they are
     */
    Set<Integer> age(Connection connection, Relation relation, Content now, Content older) throws SQLException;

    /** Whether that fires nothing. If it does, a table with triggers is put back as a whole instead. */
    default boolean keepsTriggersStill() {
        return false;
    }
}
