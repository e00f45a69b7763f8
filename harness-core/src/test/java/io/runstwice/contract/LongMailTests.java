package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mails that a story shows alike are two mails: one that is sent twice in place of the other is no excused double. */
@Timeout(60)
class LongMailTests {

    /** Two mails, told from each other where a story does not look. */
    enum Mails {
        SHORT("body", "one", "two"),
        LONG("body", "Dear customer, thank you very much for your order. ".repeat(5)),
        LATE_IN_THE_LINE("a, b, c, d, e, body", "A text of less than sixty signs, but one of six of them"),
        MASKED("password", "");

        private final String column;
        private final String[] texts;

        Mails(String column, String... texts) {
            this.column = column;
            this.texts = texts.length == 2 ? texts : new String[] {texts[0] + "one", texts[0] + "two"};
        }

        private String places() {
            return column.replaceAll("\\w+", "?");
        }
    }

    @ParameterizedTest
    @EnumSource
    void secondMailSentTwiceAfterACrash_isFoundAndEachOnceMoreIsSafe(Mails mails) throws SQLException {
        assertTold(explore(mails, true, false), explore(mails, false, false));
    }

    @ParameterizedTest
    @EnumSource
    void secondBatchSentTwiceAfterACrash_isFoundAndEachOnceMoreIsSafe(Mails mails) throws SQLException {
        assertTold(explore(mails, true, true), explore(mails, false, true));
    }

    private static void assertTold(Verdict careless, Verdict careful) {
        assertThat(careless.isUnsafe()).as(careless.toString()).isTrue();
        assertThat(careful.isSafe()).as(careful.toString()).isTrue();
    }

    /**
     * Sends two mails and records that; a redelivery goes on where the last one stopped. That of the careless job sends
     * the second one twice.
     *
     * @param batch whether each mail is the second row of a batch whose first row is always the same
     */
    private static Verdict explore(Mails mails, boolean careless, boolean batch) throws SQLException {
        Database db = database(mails, batch).doubledOnlyByFaults("mails").recordedIn("done");
        int rows = batch ? 2 : 1;
        return RunsTwice.job("mails", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        if (count(statement, "done") > 0) {
                            return;
                        }
                        int sent = count(statement, "mails");
                        if (sent == 0) {
                            send(connection, mails, batch, mails.texts[0]);
                        }
                        for (int i = 0; sent <= rows && i < (careless && sent == rows ? 2 : 1); i++) {
                            send(connection, mails, batch, mails.texts[1]);
                        }
                        statement.execute("MERGE INTO done VALUES (1)");
                    }
                })
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void send(Connection connection, Mails mails, boolean batch, String text) throws SQLException {
        String sql = "INSERT INTO mails(" + mails.column + ") VALUES (" + mails.places() + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            if (!batch) {
                set(insert, mails, text);
                insert.execute();
                return;
            }
            connection.setAutoCommit(false);
            set(insert, mails, "the same");
            insert.addBatch();
            set(insert, mails, text);
            insert.addBatch();
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void set(PreparedStatement insert, Mails mails, String text) throws SQLException {
        for (int i = 1; i <= mails.column.split(",").length; i++) {
            insert.setString(i, text);
        }
    }

    private static int count(Statement statement, String table) throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table);
        rows.next();
        return rows.getInt(1);
    }

    private static Database database(Mails mails, boolean batch) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:long-mail-" + mails + batch + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mails(" + mails.column.replaceAll("(\\w+)", "$1 VARCHAR(1000)") + ")");
            statement.execute("CREATE TABLE done(id INT PRIMARY KEY)");
        }
        return Database.watching(source);
    }
}
