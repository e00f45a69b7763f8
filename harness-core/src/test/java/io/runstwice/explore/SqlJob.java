package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A job of a few statements, each committed by itself, for tables of jobs. */
@FunctionalInterface
interface SqlJob {

    void perform(Sql sql) throws SQLException;

    /** What one delivery says to its database. */
    record Sql(Connection connection) {

        /** The first cell of the first row; null if there is none. */
        @Nullable
        Object one(String text, Object... arguments) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                if (!statement.execute()) {
                    return null;
                }
                try (ResultSet row = statement.getResultSet()) {
                    return row.next() ? row.getObject(1) : null;
                }
            }
        }

        /** The same as a number, 0 for none. */
        long number(String text, Object... arguments) throws SQLException {
            Object found = one(text, arguments);
            return found == null ? 0 : ((Number) found).longValue();
        }

        boolean isEmpty(String table) throws SQLException {
            return number("select count(*) from " + table) == 0;
        }
    }

    /** Where it runs. */
    enum On {
        POSTGRESQL,
        H2,
        MARIADB;

        private static final AtomicInteger NUMBER = new AtomicInteger();

        DataSource fresh(List<String> schema) throws SQLException {
            String name = "sql_job_" + NUMBER.incrementAndGet();
            return switch (this) {
                case POSTGRESQL -> Postgres.database(name, schema);
                case MARIADB -> MariaDb.database(name, schema);
                case H2 -> h2(name, schema);
            };
        }

        private static DataSource h2(String name, List<String> schema) throws SQLException {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
            try (Connection connection = source.getConnection()) {
                for (String text : schema) {
                    connection.createStatement().execute(text);
                }
            }
            return source;
        }
    }

    /** What is said of it, with one delivery at a time. */
    default Verdict on(On database, List<String> schema, List<String> given) throws SQLException {
        Database db = Database.watching(database.fresh(schema));
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        perform(new Sql(connection));
                    }
                })
                .given(() -> given.forEach(db::execute))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    static void isUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
