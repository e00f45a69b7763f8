package io.runstwice.jdbc.dialect.postgresql;

import io.runstwice.jdbc.dialect.OwnServer;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.dialect.ServerFacts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server that a connection leads to. */
final class PostgreSqlServer implements ServerFacts {

    @Override
    public String identity(Connection connection) throws SQLException {
        return "PostgreSQL "
                + Queries.text(
                        connection, "select (pg_control_system()).system_identifier || ' ' || current_database()");
    }

    /**
     * The process that serves this session is a child of the postmaster that the data directory names, both on this
     * machine; the postmaster and its cluster are younger than this JVM. It is seldom a child of this JVM:
     * {@code pg_ctl} lets it go. The upper half of the system identifier is the second in which {@code initdb} ran;
     * embedded servers of Java keep a file locked that says whose they are.
     */
    @Override
    public boolean isEmbedded(Connection connection) throws SQLException {
        String folder = Queries.text(
                connection,
                "select case when pg_has_role('pg_read_all_settings', 'usage') then current_setting('data_directory') end");
        if (folder == null) {
            return false;
        }
        String made = Queries.text(connection, "select (system_identifier >> 32)::text from pg_control_system()");
        String serving = Queries.text(connection, "select pg_backend_pid()::text");
        Optional<ProcessHandle> postmaster =
                ProcessHandle.of(Long.parseLong(String.valueOf(serving))).flatMap(ProcessHandle::parent);
        return postmaster.isPresent()
                && postmaster.equals(OwnServer.named(Path.of(folder, "postmaster.pid")))
                && OwnServer.isYounger(postmaster.get())
                && !OwnServer.isHeldByAnother(Path.of(folder, "epg-lock"))
                && OwnServer.isYounger(Instant.ofEpochSecond(Long.parseLong(String.valueOf(made))));
    }

    @Override
    public @Nullable String address(Connection connection) throws SQLException {
        return Queries.text(connection, "select host(inet_server_addr()) || ':' || inet_server_port()");
    }

    @Override
    public boolean hasNetwork() {
        return true;
    }
}
