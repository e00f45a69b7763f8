package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of tables, and where sequences stand: read, and put back. */
public interface RowStore {

    /** The contents of these tables, in their order. */
    List<Content> read(Connection connection, List<Relation> relations) throws SQLException;

    /**
     * Puts tables and sequences back to a former state, in one transaction, without firing a trigger.
     *
     * @param positions where sequences are to stand; null if they stay
     */
    void write(
            Connection connection, Catalog catalog, Collection<Replacement> replacements, @Nullable Positions positions)
            throws SQLException;

    /** Where all sequences stand. */
    Positions positions(Connection connection) throws SQLException;

    /** Whether {@link #write} surely leaves the rows of this table in their order. Others are looked at again. */
    default boolean keepsOrder(Relation relation) {
        return true;
    }

    /** Whether it drops the triggers of a table, and makes them again, whenever it puts rows back. */
    default boolean takesTriggersAway() {
        return false;
    }
}
