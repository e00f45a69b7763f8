package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The hindrances that would keep an exploration from putting rows and sequences back. Each question names the first
 * one, or null.
 */
public interface Admission {

    /** The grant that this user needs before it may put rows back, or null. */
    @Nullable
    String missing(Connection connection) throws SQLException;

    /** Names a table that this user may not both read and write, or null. */
    @Nullable
    String forbidden(Connection connection, Catalog catalog) throws SQLException;

    /** Names a table with rows that this user may not see, and may not put back, or null. */
    default @Nullable String hidden(Connection connection, Catalog catalog) throws SQLException {
        return null;
    }

    /** Names a sequence that this user may not both read and move, or null. */
    default @Nullable String unmovable(Connection connection) throws SQLException {
        return null;
    }

    /** Names a watched table some of whose rows lie on another server, with what holds them there, or null. */
    default Relation.@Nullable Elsewhere elsewhere(Connection connection, Catalog catalog) throws SQLException {
        return null;
    }
}
