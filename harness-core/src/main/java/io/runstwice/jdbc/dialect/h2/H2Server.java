package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** The H2 database that a connection leads to. */
final class H2Server implements ServerFacts {

    /** File systems of H2 that are none. */
    private static final Pattern IN_MEMORY = Pattern.compile("^(split:(\\d+:)?|async:)*(nio)?[mM]em(FS|LZF):");

    @Override
    public String identity(Connection connection) throws SQLException {
        String path = Queries.text(connection, "select database_path()");
        return "H2 " + (path == null ? connection.getMetaData().getURL().replaceFirst(";.*", "") : path);
    }

    /**
     * A file outlives the JVM that is killed while its rows are away, so only what lies in this JVM's memory is
     * embedded.
     */
    @Override
    public boolean isEmbedded(Connection connection) throws SQLException {
        if (!(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal)) {
            return false;
        }
        String path = Queries.text(connection, "select database_path()");
        return path == null || IN_MEMORY.matcher(path).find();
    }
}
