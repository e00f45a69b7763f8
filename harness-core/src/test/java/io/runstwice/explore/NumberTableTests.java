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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table of numbers is read and written as Hibernate 7 does it, with no name of its own for the table. What is read
 * like that, and is no generator, is compared: a stock, a quota, a counter.
 */
class NumberTableTests {

    private static final String READ = "select amount from stocks where item = ? for update";
    private static final String READ_BY_ALIAS = "select tbl.amount from stocks tbl where tbl.item = ? for update";
    private static final String WRITE = "update stocks set amount = ? where amount = ? and item = ?";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What becomes of the number that was read. */
    private enum Use {
        /** It is compared, like the rest. */
        AMOUNT,
        /** The row that the message is recorded in has it for a key. */
        KEY,
        /** It is written back as it was. */
        LOOK
    }

    /** One transaction aside, while another one is open. */
    private static Verdict explore(String read, String write, boolean aside, Use use) throws SQLException {
        Database db = Database.watching(H2.database(
                "number_tables_" + NUMBER.incrementAndGet(),
                List.of(
                        "create table stocks (item varchar(20) primary key, amount bigint)",
                        "create table orders (id bigint primary key, k int)")));
        return RunsTwice.job("Stock", delivery -> {
                    try (Connection around = db.dataSource().getConnection()) {
                        around.setAutoCommit(!aside);
                        if (!around.createStatement()
                                .executeQuery("select 1 from orders where k = 1")
                                .next()) {
                            long taken = take(db, read, write, use == Use.LOOK ? 0 : 1);
                            around.createStatement()
                                    .executeUpdate(
                                            "insert into orders values (" + (use == Use.KEY ? taken : 7) + ", 1)");
                        }
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

    private static Verdict explore(String write, boolean aside, Use use) throws SQLException {
        return explore(READ, write, aside, use);
    }

    private static long take(Database db, String read, String write, int step) throws SQLException {
        try (Connection own = db.dataSource().getConnection();
                PreparedStatement reading = own.prepareStatement(read);
                PreparedStatement writing = own.prepareStatement(write)) {
            own.setAutoCommit(false);
            reading.setString(1, "pen");
            try (ResultSet row = reading.executeQuery()) {
                row.next();
                long amount = row.getLong(1);
                set(writing, amount, amount + step);
                writing.executeUpdate();
                own.commit();
                return amount;
            }
        }
    }

    private static void set(PreparedStatement written, long amount, long next) throws SQLException {
        written.setLong(1, next);
        written.setString(2, "pen");
        if (written.getParameterMetaData().getParameterCount() > 2) {
            written.setLong(2, amount);
            written.setString(3, "pen");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void amountThatIsReadLikeANumber_isTakenTwice_isFound(boolean aside) throws SQLException {
        Verdict verdict = explore("update stocks set amount = ? where item = ?", aside, Use.AMOUNT);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    /** Nothing but what becomes of it tells it from a number that a generator gives. */
    @ParameterizedTest
    @ValueSource(strings = {READ, READ_BY_ALIAS})
    void amountThatIsReadAndWrittenLikeANumber_isTakenTwice_isFound(String read) throws SQLException {
        Verdict verdict = explore(read, WRITE, true, Use.AMOUNT);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("stocks");
    }

    @ParameterizedTest
    @ValueSource(strings = {READ, READ_BY_ALIAS})
    void numberThatBecomesAKey_isNoPartOfTheState(String read) throws SQLException {
        Verdict verdict = explore(read, WRITE, true, Use.KEY);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("hands out numbers, so neither put back nor compared: stocks");
    }

    @Test
    void tableThatIsComparedAfterAll_isNamed() throws SQLException {
        Verdict verdict = explore(WRITE, true, Use.LOOK);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains(
                        "read like a table that hands out numbers, but compared, because that is not all it does: stocks");
    }

    /** A counter without gaps is written in the transaction of the row that it counts. */
    @Test
    void numberThatBecomesAKey_withNoTransactionAroundIt_isFound() throws SQLException {
        Verdict verdict = explore(WRITE, false, Use.KEY);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }
}
