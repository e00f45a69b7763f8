package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Numbers in plain columns that an application draws in a way of its own: declared, they are compared by which of them
 * are the same.
 */
class DeclaredIdsTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What is wrong when the code of an earlier delivery is found. */
    private enum Fault {
        USES_THE_GIVEN_ONE,
        USES_ONE_OF_NOBODY,
        DRAWS_AGAIN,
        GIVES_ANOTHER,
        PAYS_AGAIN
    }

    private static Verdict explore(Fault fault, String... declared) throws SQLException {
        Database db = Database.watching(H2.database(
                        "declared_ids_" + NUMBER.incrementAndGet(),
                        List.of(
                                "create table tickets (k int primary key, code bigint)",
                                "create table uses (k int primary key, code bigint, cents int)")))
                .generated(declared);
        return RunsTwice.job("Ticket", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        boolean isNew = draw(statement, fault);
                        use(statement, isNew ? null : fault);
                    }
                })
                .given(() -> db.execute("insert into tickets values (1, 5)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static Long code(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : null;
        }
    }

    private static long drawn() {
        return ThreadLocalRandom.current().nextLong(100_000_000, 1_000_000_000);
    }

    private static boolean draw(Statement statement, Fault fault) throws SQLException {
        boolean isNew = code(statement, "select code from tickets where k = 2") == null;
        if (isNew) {
            statement.executeUpdate("insert into tickets values (2, " + drawn() + ")");
        } else if (fault == Fault.DRAWS_AGAIN) {
            statement.executeUpdate("insert into tickets select max(k) + 1, " + drawn() + " from tickets");
        } else if (fault == Fault.GIVES_ANOTHER) {
            statement.executeUpdate("update tickets set code = " + drawn() + " where k = 2");
        }
        return isNew;
    }

    private static void use(Statement statement, Fault fault) throws SQLException {
        if (fault == Fault.PAYS_AGAIN) {
            statement.executeUpdate("update uses set cents = cents + 100");
        }
        if (code(statement, "select code from uses") == null) {
            Long code = code(statement, "select code from tickets where k = 2");
            statement.executeUpdate("insert into uses values (1, "
                    + (fault == Fault.USES_THE_GIVEN_ONE ? 5 : fault == Fault.USES_ONE_OF_NOBODY ? drawn() : code)
                    + ", 100)");
        }
    }

    @Test
    void rightJob_isSafe_onlyOnceItsIdsAreDeclared() throws SQLException {
        Verdict declared = explore(null, "tickets.code", "uses.code");

        assertThat(explore(null).isInconclusive()).isTrue();
        assertThat(declared.isSafe()).as(declared.toString()).isTrue();
        assertThat(declared.certificate()).contains("ids, as the test says: tickets.code, uses.code");
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesWrongBesideDeclaredIds_isFound(Fault fault) throws SQLException {
        Verdict verdict = explore(fault, "tickets.code", "uses.code");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }
}
