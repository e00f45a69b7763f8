package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.H2;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table of numbers is read and written as Hibernate 7 does it, with no name of its own for the table. What is read like that, and is no generator, is
 * compared.
 */
class NumberTableTests {

    private static final String READ = "select amount from stocks where item = ? for update";

    /** One transaction aside, while another one is open. */
    private static Verdict explore(String write, boolean aside) throws SQLException {
        Database db = Database.watching(H2.database(
                "number_tables_" + Math.abs(write.hashCode()) + aside,
                List.of(
                        "create table stocks (item varchar(20) primary key, amount bigint)",
                        "create table orders (id bigint primary key, k int)")));
        return RunsTwice.job("Stock", delivery -> {
                    try (Connection around = db.dataSource().getConnection()) {
                        around.setAutoCommit(!aside);
                        around.createStatement().executeQuery("select count(*) from orders");
                        take(db, write);
                        around.createStatement().executeUpdate("merge into orders key(id) values (1, 1)");
                        if (aside) {
                            around.commit();
                        }
                    }
                })
                .given(() -> db.execute("insert into stocks values ('pen', 10)"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void take(Database db, String write) throws SQLException {
        try (Connection own = db.dataSource().getConnection();
                PreparedStatement read = own.prepareStatement(READ);
                PreparedStatement written = own.prepareStatement(write)) {
            own.setAutoCommit(false);
            read.setString(1, "pen");
            try (ResultSet row = read.executeQuery()) {
                row.next();
                set(written, row.getLong(1));
            }
            written.executeUpdate();
            own.commit();
        }
    }

    private static void set(PreparedStatement written, long amount) throws SQLException {
        written.setLong(1, amount - 1);
        written.setString(2, "pen");
        if (written.getParameterMetaData().getParameterCount() > 2) {
            written.setLong(2, amount);
            written.setString(3, "pen");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void amountThatIsReadLikeANumber_isTakenTwice_isFound(boolean aside) throws SQLException {
        Verdict verdict = explore("update stocks set amount = ? where item = ?", aside);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    /** Nothing but the transaction around it tells it from a generator. */
    @Test
    void amountThatIsComparedAndSet_withNoTransactionAroundIt_isFound() throws SQLException {
        Verdict verdict = explore("update stocks set amount = ? where amount = ? and item = ?", false);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void numberThatIsDrawnAside_isNoPartOfTheState() throws SQLException {
        Verdict verdict = explore("update stocks set amount = ? where amount = ? and item = ?", true);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
