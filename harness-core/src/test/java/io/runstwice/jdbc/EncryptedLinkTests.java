package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The same over TLS: a message is lost as a whole, and the driver says the same. */
@Tag("exhaustive")
class EncryptedLinkTests extends LinkedDatabaseTests {

    private static EncryptedPostgres server;

    @BeforeAll
    static void startTheServer() throws IOException, GeneralSecurityException, InterruptedException {
        server = EncryptedPostgres.start();
    }

    @AfterAll
    static void stopTheServer() throws IOException {
        server.close();
    }

    @AfterEach
    void noTable() {
        Servers.run(server.source(), "drop table t");
    }

    @Override
    PGSimpleDataSource source() {
        return server.source();
    }

    @Test
    void theConnection_isEncrypted() throws SQLException {
        try (Connection connection = server.source().getConnection()) {
            assertThat(version(connection)).startsWith("TLSv1");
        }
    }

    private static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select version from pg_stat_ssl where pid = pg_backend_pid() and ssl")) {
            return row.next() ? row.getString(1) : "not encrypted";
        }
    }
}
