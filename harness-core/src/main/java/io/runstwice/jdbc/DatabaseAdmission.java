package io.runstwice.jdbc;

import io.runstwice.jdbc.dialect.Containers;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.ServerFacts;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import io.runstwice.jdbc.state.Declared;
import io.runstwice.world.Misuse;
import io.runstwice.world.Redaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a database before anything in it is changed, and refuses what must not be explored. */
final class DatabaseAdmission {

    private DatabaseAdmission() {}

    static void check(Connection connection, Dialect dialect, Catalog catalog, Declared declared) throws SQLException {
        String forbidden = dialect.admission().forbidden(connection, catalog);
        if (forbidden != null) {
            throw new Misuse(
                    "Database has to read and write every table that it watches, but its user may not do so with "
                            + forbidden + ". Grant it, or leave the table out: Database.ignoring(\"" + forbidden
                            + "\").");
        }
        String unmovable = dialect.admission().unmovable(connection);
        if (unmovable != null) {
            String user = connection.getMetaData().getUserName();
            throw new Misuse(
                    "Database has to read where every sequence stands and to move it, but its user may not do so with "
                            + unmovable + ". Grant it: grant select, update on sequence " + unmovable + " to \"" + user
                            + "\" (and usage on its schema).");
        }
        Relation.Elsewhere elsewhere = dialect.admission().elsewhere(connection, catalog);
        if (elsewhere != null) {
            throw new Misuse("Database deletes and puts back every row of the tables that it watches, but some of "
                    + elsewhere.table() + " lie on another server, in its partition " + elsewhere.part()
                    + " (a foreign table). Detach that partition for the test, or leave the table out: Database.ignoring(\""
                    + elsewhere.table() + "\").");
        }
        String hidden = dialect.admission().hidden(connection, catalog);
        if (hidden != null) {
            throw new Misuse("Database has to see and put back every row of the tables that it watches, but row-level"
                    + " security of " + hidden + " holds for its user, "
                    + connection.getMetaData().getUserName()
                    + ". Give Database a user that it does not hold for (alter role … bypassrls; an owner of the table,"
                    + " if that does not say force) and let the job take its own role with set role, or leave the"
                    + " table out: Database.ignoring(\"" + hidden + "\").");
        }
        String missing = dialect.admission().missing(connection);
        if (missing != null) {
            throw new Misuse(
                    "Database puts rows back while triggers and foreign keys are held still, but its user may not do"
                            + " so. Needed: " + missing + ".");
        }
        declared.check(catalog);
        if (!declared.disposable && !dialect.server().isEmbedded(connection)) {
            refuseRows(connection, dialect, catalog);
            refuseTriggers(connection, dialect, catalog);
        }
    }

    /** Whether the content of the database may be lost, so that this JVM may be killed while some of it is away. */
    static boolean isExpendable(Connection connection, ServerFacts server, Declared declared) throws SQLException {
        return declared.disposable || server.isEmbedded(connection) || isContained(connection, server);
    }

    private static boolean isContained(Connection connection, ServerFacts server) throws SQLException {
        return Containers.started(connection.getMetaData().getURL(), server.address(connection));
    }

    private static void refuseRows(Connection connection, Dialect dialect, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            int rows = dialect.rows()
                    .read(connection, List.of(relation))
                    .get(0)
                    .rows()
                    .size();
            if (rows > 0 && !isContained(connection, dialect.server())) {
                throw new Misuse("Database deletes rows, and "
                        + Redaction.of(connection.getMetaData().getURL())
                        + " has some: " + relation.shown() + " holds " + rows
                        + (rows == 1 ? " row" : " rows") + ". If they may be deleted, say so: Database.disposable().");
            } else if (rows > 0) {
                return;
            }
        }
    }

    private static void refuseTriggers(Connection connection, Dialect dialect, Catalog catalog) throws SQLException {
        for (Relation relation : catalog.relations()) {
            if (dialect.rows().takesTriggersAway() && relation.triggered()) {
                throw new Misuse(
                        "Database drops the triggers of a table while it puts rows back, and a JVM that is killed meanwhile leaves "
                                + Redaction.of(connection.getMetaData().getURL())
                                + " without them: " + relation.shown()
                                + " has some. Use a database in memory (jdbc:h2:mem:…); or, if this one may be lost, say so:"
                                + " Database.disposable().");
            }
        }
    }

    /** Refuses to take something of the schema away that a JVM that is killed would not put back. */
    static void mayDrop(Connection connection, ServerFacts server, Declared declared, Unique index)
            throws SQLException {
        if (!isExpendable(connection, server, declared)) {
            throw new Misuse("To try a job without " + index.name()
                    + ", Database drops that index for a while, and a JVM that is killed meanwhile leaves "
                    + Redaction.of(connection.getMetaData().getURL())
                    + " without it. Use an embedded database or one in a container; or, if this one may be lost, say so:"
                    + " Database.disposable().");
        }
    }

    static Misuse unreachable(Throwable cause, @Nullable Object source) {
        return new Misuse(
                "Database cannot be reached through " + source + ": " + cause.getMessage()
                        + ". Start it before the test, and give Database an open DataSource.",
                cause);
    }
}
