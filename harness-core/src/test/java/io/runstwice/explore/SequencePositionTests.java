package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a sequence stands means nothing, unless it decides what the job does. */
@Tag("exhaustive")
class SequencePositionTests {

    private static final List<String> TABLES =
            List.of("create table orders (id bigint primary key, total int)", "create table done (id int primary key)");

    private interface Job {
        void perform(Statement statement) throws SQLException;
    }

    private static DataSource postgres(String sequence) {
        DataSource source = Postgres.database("sequence_positions", TABLES);
        run(source, sequence);
        return source;
    }

    private static void run(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refusal) {
            throw new AssertionError(refusal);
        }
    }

    private static Verdict explore(DataSource source, Job job) {
        Database db = Database.watching(source);
        return RunsTwice.job("Order", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        job.perform(statement);
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static long one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Job stoppingAt(String draw, long last) {
        return statement -> {
            if (one(statement, draw) != last) {
                statement.executeUpdate("insert into done select 1 where not exists (select 1 from done)");
            }
        };
    }

    private static void isLostAtTheThird(Verdict verdict, String label) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples()).anySatisfy(found -> assertThat(found.schedule())
                .hasToString("D1 crash after db " + label + " #1; D2 crash after db " + label + " #1; D3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create sequence s maxvalue 5 cycle",
                "create sequence s maxvalue 5",
                "create sequence s as smallint start 32765 minvalue 32763 cycle"
            })
    void shortSequence_decidesWhetherTheNextDeliveryActs_isALostEffect(String sequence) {
        long third = sequence.contains("smallint") ? 32767 : 3;

        isLostAtTheThird(explore(postgres(sequence), stoppingAt("select nextval('s')", third)), "SELECT nextval");
    }

    /** A session that dies takes with it what it had reserved. */
    @Test
    void shortSequenceWithACache_isALostEffect() {
        DataSource source = postgres("create sequence s maxvalue 5 cycle cache 2");

        Verdict verdict = explore(source, stoppingAt("select nextval('s')", 3));

        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 crash after db SELECT nextval #1; D2");
    }

    @Test
    void shortSequenceThatCountsDown_isALostEffect() {
        DataSource source = postgres("create sequence s increment -1 minvalue -5 cycle");

        isLostAtTheThird(explore(source, stoppingAt("select nextval('s')", -3)), "SELECT nextval");
    }

    @Test
    void shortSequenceOfH2_isALostEffect() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:positions;DB_CLOSE_DELAY=-1");
        TABLES.forEach(table -> run(source, table));
        run(source, "create sequence s maxvalue 5 cycle");

        Verdict verdict = explore(source, stoppingAt("select next value for s", 3));

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void shortSequenceOfMariaDb_isALostEffect() throws SQLException {
        DataSource source = MariaDb.database("positions", TABLES);
        run(source, "create sequence s maxvalue 5 cycle nocache");

        Verdict verdict = explore(source, stoppingAt("select next value for s", 3));

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void shortSequence_isNamedInTheCertificate_andCloses() {
        Verdict verdict = explore(postgres("create sequence s maxvalue 2 cycle"), stoppingAt("select nextval('s')", 7));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("any number of crashes")
                .contains("where these sequences stand is part of the state: s");
    }

    @Test
    void longSequence_onlyGoesForward() {
        DataSource source = postgres("create sequence s");
        long before = drawn(source);

        Verdict verdict = explore(source, stoppingAt("select nextval('s')", -1));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("any number of crashes").doesNotContain("sequences");
        assertThat(drawn(source)).isGreaterThan(before + verdict.coverage().explored());
    }

    /** Gives up when three attempts were counted, and asks the sequence without drawing from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select last_value from s",
                "select last_value from only public.s",
                "select case when is_called then last_value else 0 end from s",
                "select last_value from pg_sequences where sequencename = 's'",
                "select pg_sequence_last_value('s')"
            })
    void sequenceThatIsAskedWhereItStands_isState(String question) {
        Job broken = statement -> {
            long attempts = one(statement, question);
            one(statement, "select nextval('s')");
            if (attempts < 3) {
                statement.executeUpdate("insert into done values (1) on conflict do nothing");
            }
        };
        Job fixed = statement -> {
            one(statement, question);
            one(statement, "select nextval('s')");
            statement.executeUpdate("insert into done values (1) on conflict do nothing");
        };

        Verdict verdict = explore(postgres("create sequence s"), broken);
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        Verdict safe = explore(postgres("create sequence s"), fixed);
        assertThat(safe.isSafe()).as(safe.toString()).isTrue();
        assertThat(safe.certificate()).contains("where these sequences stand is part of the state: s");
    }

    /** The number that it draws decides, though moved numbers would let it do nothing at all. */
    @ParameterizedTest
    @ValueSource(strings = {"select nextval('s')", "select currval('s')", "select lastval()"})
    void longSequence_decidesWhetherTheNextDeliveryActs_isALostEffect(String question) {
        Job job = statement -> {
            long drawn = one(statement, "select nextval('s')");
            long number = question.contains("nextval") ? drawn : one(statement, question);
            if (number < 3) {
                statement.executeUpdate("insert into done values (1) on conflict do nothing");
            }
        };

        Verdict verdict = explore(postgres("create sequence s"), job);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void sequencesOfOtherDatabases_thatAreAskedWhereTheyStand_areState() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:asked;DB_CLOSE_DELAY=-1");
        TABLES.forEach(table -> run(h2, table));
        run(h2, "create sequence s");
        DataSource mariaDb = MariaDb.database("asked", TABLES);
        run(mariaDb, "create sequence s nocache");

        assertThat(explore(
                                h2,
                                countingBy(
                                        "select base_value from information_schema.sequences where sequence_name = 'S'",
                                        "select next value for s"))
                        .isUnsafe())
                .isTrue();
        assertThat(explore(mariaDb, countingBy("select next_not_cached_value from s", "select nextval(s)"))
                        .isUnsafe())
                .isTrue();
    }

    /** The counter is called like the table. */
    @Test
    void tableWhoseIdsTheDatabaseCounts_isReadWithoutAskingForTheCounter() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:read;DB_CLOSE_DELAY=-1");
        run(h2, "create table log (id bigint generated always as identity primary key, message int)");
        DataSource mariaDb = MariaDb.database(
                "counted", List.of("create table log (id bigint auto_increment primary key, message int)"));

        for (DataSource source : List.of(h2, mariaDb)) {
            Verdict verdict = explore(source, statement -> {
                statement.executeQuery("select id from log where message = 1");
                statement.executeUpdate("delete from log");
                statement.executeUpdate("insert into log (message) values (1)");
            });

            assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
            assertThat(verdict.certificate())
                    .contains("any number of crashes")
                    .doesNotContain("where these sequences stand");
        }
    }

    private static Job countingBy(String question, String draw) {
        return statement -> {
            long attempts = one(statement, question);
            one(statement, draw);
            if (attempts < 3) {
                statement.executeUpdate("insert into done select 1 where not exists (select 1 from done)");
            }
        };
    }

    private static long drawn(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return one(statement, "select nextval('s')");
        } catch (SQLException refusal) {
            throw new AssertionError(refusal);
        }
    }
}
