package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rows lie decides which of them comes first, unless the query says so itself. */
@Tag("exhaustive")
class PhysicalOrderTests {

    private static DataSource source;

    @BeforeAll
    static void schema() {
        source = Postgres.database(
                "physical_order",
                List.of(
                        "create table q (id text primary key, rank int not null default 0, since timestamptz default '2020-01-01')",
                        "create table done (id text primary key)"));
    }

    /** Finds a row. */
    private interface Reading {
        String first(Statement statement) throws SQLException;
    }

    private static Reading one(String query) {
        return statement -> {
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getString(1);
            }
        };
    }

    private static Reading ofAll(String query) {
        return statement -> {
            List<String> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all.get(0);
        };
    }

    /**
     * Puts the row that is in front behind all others, twice; a delivery that finds the last one in front takes the
     * work for done.
     */
    private static void perform(Statement statement, Reading reading, String stop) throws SQLException {
        if (reading.first(statement).equals(stop)) {
            return;
        }
        putBehind(statement);
        putBehind(statement);
        statement.executeUpdate("insert into done values ('x') on conflict do nothing");
    }

    private static void putBehind(Statement statement) throws SQLException {
        statement.executeUpdate("with gone as (delete from q where ctid = (select min(ctid) from q) returning id, rank)"
                + " insert into q select id, rank from gone");
    }

    private interface Job {
        void perform(Statement statement) throws SQLException;
    }

    private static Verdict explore(Reading reading, String stop) {
        return explore(statement -> perform(statement, reading, stop));
    }

    private static Verdict explore(Job job) {
        Database db = Database.watching(source);
        return RunsTwice.job("Queue", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        job.perform(statement);
                    }
                })
                .given(() -> db.execute("insert into q values ('a'), ('b'), ('c'), ('d')"))
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void isLostInTheThird(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples()).anySatisfy(found -> assertThat(found.schedule())
                .hasToString("D1 crash after db INSERT q #1; D2 crash after db INSERT q #2; D3"));
    }

    private static void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("any number of crashes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from q limit 1",
                "select id from q fetch first row only",
                "select id from q",
                "select id from q where rank = 0",
                "select id from q order by rank limit 1",
                "select id from q for update skip locked limit 1",
                "select id from (select id from q limit 1) one",
                "select max(id) from (select id from q limit 1) one",
                "select id from q where id in (select id from q limit 1)"
            })
    void firstRowDecides_isALostEffect(String query) {
        isLostInTheThird(explore(one(query), "d"));
    }

    @Test
    void firstOfAllRowsDecides_isALostEffect() {
        isLostInTheThird(explore(ofAll("select id from q"), "d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from q order by id limit 1",
                "select q.id from q order by rank desc, q.id desc limit 1",
                "select min(id) from q",
                "select id from q where id = 'b'"
            })
    void querySaysWhichRowComesFirst_isSafe(String query) {
        Verdict verdict = explore(one(query), "none");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("any number of crashes (2 states, closed)");
    }

    @Test
    void firstRowDecidesNothing_closes() {
        isSafe(explore(statement -> {
            one("select id from q limit 1").first(statement);
            statement.executeUpdate("update q set rank = 1 where id = 'a'");
            statement.executeUpdate("insert into done values ('x') on conflict do nothing");
        }));
    }

    /** Time that passes moves no row, though the harness makes it older where it lies. */
    @Test
    void rowsThatGrowOlder_stayWhereTheyLie() {
        isSafe(explore(statement -> {
            String first = one("select id from q where since < now() limit 1").first(statement);
            statement.executeUpdate("insert into done values ('" + first + "') on conflict do nothing");
            statement.executeUpdate("update q set since = now() where id = 'b'");
        }));
    }
}
