package io.runstwice.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The servers of two test JVMs that want one port. */
class OwnPortTests {

    @Test
    void portThatAnotherServerTookMeanwhile_isLeftToIt() throws SQLException {
        List<Integer> ports = new ArrayList<>();

        try (Postgres server = Postgres.start(() -> {
            ports.add(ports.isEmpty() ? TestPostgres.port() : OwnPort.free());
            return ports.get(ports.size() - 1);
        })) {
            assertThat(ports).hasSize(2);
            server.database("example_of_its_own");
            assertThat(databases(server.server())).contains("example_of_its_own");
        }
        assertThat(databases(TestPostgres.server())).contains("postgres").doesNotContain("example_of_its_own");
    }

    private static List<String> databases(DataSource server) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
