package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Effect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement in autocommit that is held between its execution and its commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementInFlightTests {

    private static final String IF_ABSENT =
            "insert into charges (invoice) select 1 where not exists (select from charges)";

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private Database db;

    @BeforeAll
    void open() {
        var source = Servers.postgres();
        Servers.run(
                source,
                "create table invoices (id int primary key, state text, n int unique deferrable initially deferred)",
                "create table charges (id serial primary key, invoice int)",
                "create table loose (id int)",
                "create table triggered (id int primary key)",
                "create function audit() returns trigger language plpgsql as $$ begin return new; end $$",
                "create function tell() returns int language sql volatile as 'select count(*)::int from charges'",
                "create trigger audits after insert on triggered for each row execute function audit()");
        db = Database.watching(source);
        db.open("db", gate);
    }

    @AfterAll
    void close() {
        db.close();
    }

    @BeforeEach
    void clean() {
        gate.seen.clear();
        db.execute("delete from charges");
        db.execute("delete from invoices");
    }

    private interface Use {
        void of(Connection connection, Statement statement) throws SQLException;
    }

    private void use(Use use) {
        try {
            gate.as(worker, () -> {
                try (Connection connection = db.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    use.of(connection, statement);
                    return null;
                }
            });
        } catch (Exception refusal) {
            throw new AssertionError(refusal);
        }
    }

    private boolean flies(String sql) {
        use((connection, statement) -> statement.execute(sql));
        return gate.last().interaction().flies();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                IF_ABSENT,
                "insert into charges (invoice) values ((select max(invoice) + 1 from charges))",
                "update invoices set state = 'paid' where not exists (select from charges)",
                "update invoices set state = 'paid' where state = 'open'",
                "update invoices set state = 'paid' where id = 1 or state = 'open'",
                "update invoices set state = 'paid' where id = n",
                "update invoices set state = 'paid' where id > 1",
                "update invoices set state = 'paid' where not id = 1",
                "update invoices set state = 'paid'",
                "update loose set id = 2 where id = 1",
                "delete from invoices where id = 1 and exists (select from charges)",
                "delete from invoices using charges where invoices.id = 1",
                "insert into triggered values (1) on conflict do nothing",
                "with gone as (delete from charges returning invoice) insert into loose select invoice from gone",
                "select tell()"
            })
    void looksAndActs_flies(String sql) {
        assertThat(flies(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into charges (invoice) values (1), (2)",
                "insert into invoices values (7) on conflict (id) do update set state = 'again' where invoices.state = 'open'",
                "update invoices set state = 'paid' where id = 1",
                "update invoices set state = 'paid' where invoices.id = 1 and (state = 'open' or state is null)",
                "delete from invoices where id = 1 returning id",
                "select state from invoices",
                "select state from invoices for update",
                "select nextval('charges_id_seq')",
                "create temporary table t (id int)",
                "set work_mem = '8MB'"
            })
    void actsOnWhatItHolds_doesNotFly(String sql) {
        assertThat(flies(sql)).isFalse();
    }

    @Test
    void withinATransaction_doesNotFly() {
        use((connection, statement) -> {
            connection.setAutoCommit(false);
            statement.execute(IF_ABSENT);
            connection.commit();
        });
        assertThat(gate.seen).noneMatch(seen -> seen.interaction().flies());
    }

    @Test
    void transactionsThatLookAtOneMoment_flyWheneverTheyWrite() {
        use((connection, statement) -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("insert into charges (invoice) values (1)");
        });
        assertThat(gate.last().interaction().flies()).isTrue();
    }

    @Test
    void lockThatOthersSkip_isNoticedWhileItIsHeld() {
        use((connection, statement) -> {
            statement.execute("select id from invoices for update skip locked");
            statement.execute("update invoices set state = 'paid' where id = 1");
        });
        db.close();
        db.open("db", gate); // what was said is forgotten with the exploration

        assertThat(gate.seen).allMatch(seen -> seen.interaction().flies());
        assertThat(flies("update invoices set state = 'paid' where id = 1")).isFalse();
    }

    @Test
    void held_othersDoNotSeeItYet_andTheReplyIsTheSame() {
        List<Object> seenMeanwhile = new ArrayList<>();
        gate.hold("INSERT charges", () -> seenMeanwhile.add(db.query("select count(*) from charges")));

        use((connection, statement) -> {
            statement.setFetchSize(1);
            try (ResultSet rows =
                    statement.executeQuery("insert into charges (invoice) select n from generate_series(1, 3) n"
                            + " where not exists (select from charges) returning invoice")) {
                List<Integer> invoices = new ArrayList<>();
                while (rows.next()) {
                    invoices.add(rows.getInt(1));
                }
                assertThat(invoices).containsExactly(1, 2, 3);
            }
            assertThat(statement.getFetchSize()).isEqualTo(1);
            assertThat(connection.getAutoCommit()).isTrue();
        });

        assertThat(seenMeanwhile).containsExactly(0L);
        assertThat(db.query("select count(*) from charges")).isEqualTo(3L);
        assertThat(gate.seen).extracting(ScriptedGate.Seen::effect).containsExactly(Effect.DURABLE);
        assertThat(gate.labels()).containsExactly("INSERT charges");
    }

    @Test
    void held_countsAndKeysAreTheSame() {
        gate.hold("INSERT charges", () -> {});
        use((connection, statement) -> {
            assertThat(statement.executeUpdate(IF_ABSENT, Statement.RETURN_GENERATED_KEYS))
                    .isEqualTo(1);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt("id")).isPositive();
            }
        });
        assertThat(gate.last().reply().text()).isEqualTo("1 row");
    }

    @Test
    void refused_isRefusedAsEver_andTheSessionGoesOn() {
        gate.hold("INSERT charges", () -> {});
        use((connection, statement) -> {
            assertThatThrownBy(() -> statement.execute("insert into charges (invoice) select 1 / (select 0)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("division by zero");
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(statement.executeUpdate(IF_ABSENT)).isEqualTo(1);
        });
    }

    @Test
    void constraintThatIsLookedAtLast_refusesWhenItLands() {
        db.execute("insert into invoices values (1, 'open', 5)");
        gate.hold("INSERT invoices", () -> {});
        use((connection, statement) -> {
            assertThatThrownBy(() -> statement.execute("insert into invoices select 2, 'open', max(n) from invoices"))
                    .isInstanceOf(SQLException.class)
                    .extracting(refusal -> ((SQLException) refusal).getSQLState())
                    .isEqualTo("23505");
            assertThat(connection.getAutoCommit()).isTrue();
        });
        assertThat(db.query("select count(*) from invoices")).isEqualTo(1L);
        assertThat(gate.last().effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void workerDiesWhileItIsHeld_nothingOfItStays() {
        Hand dying = new Hand("D9");
        gate.hold("INSERT charges", () -> {
            dying.dead = true;
            db.end(dying);
        });
        assertThatThrownBy(() -> gate.as(dying, () -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        return statement.executeUpdate(IF_ABSENT);
                    }
                }))
                .isInstanceOf(SQLException.class);
        assertThat(db.query("select count(*) from charges")).isEqualTo(0L);
        use((connection, statement) -> assertThat(connection.getAutoCommit()).isTrue());
    }
}
