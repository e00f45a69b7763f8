package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Footprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each statement looks at and changes, as the gate is told; on a catalog with everything that widens it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FootprintTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private Database db;

    @BeforeAll
    void open() {
        var source = Servers.postgres();
        Servers.run(
                source,
                "create table users (id int primary key, name text)",
                "create table orders (id serial primary key, user_id int references users)",
                "create table lines (id int primary key, order_id int references orders on delete cascade)",
                "create table notes (id int primary key, line_id int references lines on update cascade)",
                "create table plain (id int primary key)",
                "create table other (id int primary key, n int default nextval('orders_id_seq'))",
                "create table watched (id int primary key)",
                "create function audit() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger audits after insert on watched for each row execute function audit()",
                "create function tell() returns int language sql volatile as 'select count(*)::int from plain'",
                "create table telling (id int primary key, n int default tell())",
                "create table checked (id int primary key, n int check (n <> tell()))",
                "create view names as select u.name, o.id from users u join orders o on o.user_id = u.id",
                "create view names_of as select name from names",
                "create view strange as select tell() from plain",
                "create table parts (id int, day int) partition by list (day)",
                "create table parts_1 partition of parts for values in (1)",
                "create table base (id int)",
                "create table heir (more int) inherits (base)",
                "create table lost (id int primary key)",
                "create table ignored (id int primary key, lost_id int references lost on delete cascade)",
                "create table secret (id int)",
                "alter table secret enable row level security");
        db = Database.watching(source).ignoring("ignored");
        db.open("db", gate);
    }

    @AfterAll
    void close() {
        db.close();
    }

    @BeforeEach
    void forgetWhatWasSeen() {
        gate.seen.clear();
    }

    private interface Use {
        void of(Connection connection) throws Exception;
    }

    private void use(Use use) throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection()) {
                use.of(connection);
            }
            return null;
        });
    }

    /**
     * {@code -a +b}: looks at a, changes or locks b; whether others see it is left out, and so are the locks that go
     * with a table's name.
     */
    static String shown(Footprint footprint) {
        Set<String> reads = tables(footprint.reads());
        Set<String> writes = tables(footprint.writes());
        Set<String> shown = new TreeSet<>();
        reads.stream()
                .filter(name -> !name.endsWith(" (table lock)"))
                .filter(name -> !writes.contains(name))
                .forEach(name -> shown.add("-" + name));
        writes.forEach(name -> shown.add("+" + name));
        return shown.stream().collect(Collectors.joining(" "));
    }

    private static Set<String> tables(Set<String> names) {
        return names.stream()
                .map(name -> name.replaceFirst("(?i)^public\\.", "").replaceFirst(" \\(rows\\)$", ""))
                .collect(Collectors.toSet());
    }

    private String last() {
        return shown(gate.last().interaction().footprint());
    }

    private List<String> all() {
        return gate.seen.stream()
                .map(seen -> shown(seen.interaction().footprint()))
                .toList();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 | ''",
                "select * from users | -users",
                "select * from users u, lateral (select * from plain p where p.id = u.id) x | -plain -users",
                "select * from users u join orders o on o.user_id = u.id, plain | -orders -plain -users",
                "select * from (users u join orders o on o.user_id = u.id) cross join plain | -orders -plain -users",
                "select * from users where id in (select user_id from orders) | -orders -users",
                "select * from users for update skip locked | +users",
                "select * from users for no key update | +users",
                "select * from users for key share nowait | +users",
                "select * from names | -orders -users",
                "select * from names_of | -orders -users",
                "select * from names for share of names | +orders +users",
                "select * from strange | +*",
                "select * from secret | +*",
                "select * from ignored | +*",
                "table users | +*",
                "with plain as (select * from plain) select * from plain | +*",
                "with x as (select * from plain) select * from x | -plain",
                "select tell() | +*",
                "select nextval('orders_id_seq') | +*",
                "select pg_advisory_xact_lock(1) | +advisory lock",
                "select pg_try_advisory_lock(1), count(*) from plain | +advisory lock -plain",
                "insert into plain values (1) | +plain",
                "insert into plain select id from users | +plain -users",
                "insert into users values (1) | +users",
                "insert into users values (1) on conflict (id) do nothing | +users",
                "insert into users values (1) on conflict (id) do update set name = 'x' | +users -orders",
                "insert into orders (user_id) values (null) | +orders +sequence orders_id_seq -users",
                "insert into other (id) values (1) | +other +sequence orders_id_seq",
                "update users set name = 'x' | +users -orders",
                "update plain set id = 1 from users, lines | +plain -lines -users",
                "delete from users | +users -orders",
                "delete from orders | +lines +notes +orders",
                "update orders set id = 1 | +orders +sequence orders_id_seq -lines -users",
                "delete from lines | +lines -notes",
                "update lines set id = 2 where id = 1 | +lines +notes -orders",
                "insert into watched values (1) | +*",
                "select * from watched | -watched",
                "insert into telling (id) values (1) | +*",
                "insert into checked values (1, 1) | +*",
                "insert into ignored values (1) | +*",
                "delete from lost | +*",
                "insert into parts_1 values (1, 1) | +parts",
                "select * from parts | -parts",
                "select * from base | -base -heir",
                "update base set id = 2 | +base +heir",
                "insert into base values (1) | +base",
                "with x as (delete from plain returning *) select * from x | +*",
                "lock table plain, users in share mode | +plain +plain (table lock) +users +users (table lock)",
                "truncate plain | +*",
                "create table t (a int) | +*",
                "select 1; select 2 | +*",
                "do $$ begin end $$ | +*",
                "explain select 1 | +*",
                "notify x | +notifications",
                "set search_path = public | ''",
                "begin | ''",
            })
    void statement_touchesItsTablesAndWhatTheCatalogAdds(String sql, String expected) throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            try {
                run(connection, sql);
            } catch (SQLException refused) {
                // what counts is what it would have touched
            }
        });

        assertThat(shown(gate.seen.get(0).interaction().footprint())).isEqualTo(expected);
    }

    @Test
    void commit_isWhatItsTransactionHeld() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            run(connection, "select * from plain");
            run(connection, "insert into orders (user_id) values (null)");
            run(connection, "select * from parts for update");
            connection.commit();
            run(connection, "select * from plain");
            connection.commit();
        });

        assertThat(all().get(3)).isEqualTo("+orders +parts +sequence orders_id_seq -users");
        assertThat(last()).isEmpty();
        assertThat(gate.last().interaction().footprint().reads()).containsExactly("public.plain (table lock)");
    }

    @Test
    void everyOtherWayToEndATransaction_isTheSame() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            run(connection, "update plain set id = 1");
            connection.setAutoCommit(true);
            connection.setAutoCommit(false);
            run(connection, "update users set name = 'x'");
            Savepoint savepoint = connection.setSavepoint();
            connection.rollback(savepoint);
            run(connection, "set constraints all immediate");
            run(connection, "update plain set id = 1");
        });

        assertThat(all())
                .containsExactly(
                        "+plain",
                        "+plain",
                        "+users -orders",
                        "+users -orders",
                        "+users -orders",
                        "+plain",
                        "+plain +users -orders");
    }

    @Test
    void failedStatement_keepsWhatItTouched() throws Exception {
        use(connection -> {
            connection.setAutoCommit(false);
            run(connection, "insert into plain values (1)");
            try {
                run(connection, "insert into users values (1), (1)");
            } catch (SQLException refused) {
                connection.rollback();
            }
        });

        assertThat(last()).isEqualTo("+plain +users");
    }

    @Test
    void autocommit_holdsNothingAfterwards() throws Exception {
        use(connection -> {
            run(connection, "insert into plain values (77)");
            connection.setAutoCommit(false);
            run(connection, "delete from plain where id = 77");
            connection.commit();
            run(connection, "select 1");
            connection.commit();
        });

        assertThat(all()).containsExactly("+plain", "+plain", "+plain", "", "");
    }

    @Test
    void firstStatementUnderRepeatableRead_looksAtEverything() throws Exception {
        use(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            run(connection, "set local work_mem = '1MB'");
            run(connection, "lock table parts");
            run(connection, "select * from plain");
            run(connection, "select * from plain");
            run(connection, "update users set name = 'x'");
            connection.commit();
            run(connection, "insert into plain values (78)");
            connection.rollback();
            connection.setAutoCommit(true);
            run(connection, "select * from plain");
        });

        assertThat(all())
                .containsExactly(
                        "",
                        "+parts +parts (table lock) -*",
                        "-* -plain",
                        "-plain",
                        "+users -orders",
                        "+parts +parts (table lock) +users -orders",
                        "+plain -*",
                        "+plain",
                        "-plain");
    }

    /** Of the last of these statements. */
    private Footprint footprint(boolean autoCommit, String... statements) throws Exception {
        int before = gate.seen.size();
        use(connection -> {
            connection.setAutoCommit(autoCommit);
            for (String sql : statements) {
                run(connection, sql);
            }
            if (!autoCommit) {
                connection.rollback();
            }
        });
        return gate.seen.get(before + statements.length - 1).interaction().footprint();
    }

    /** No session sees it before its transaction ends, and one that locks rows meets it all the same. */
    @ParameterizedTest
    @CsvSource({
        "update plain set id = 1",
        "insert into plain values (1) on conflict do nothing",
        "delete from plain",
        "update plain set id = 1 where id in (select id from plain)"
    })
    void writeWithinATransaction_isUnseenByAPlainQueryAlone(String sql) throws Exception {
        Footprint look = footprint(true, "select * from plain");
        Footprint within = footprint(false, sql);

        assertThat(within.conflictsWith(look)).isFalse();
        assertThat(within.conflictsWith(footprint(false, "select * from plain for update")))
                .isTrue();
        assertThat(within.conflictsWith(footprint(false, "select * from plain for share skip locked")))
                .isTrue();
        assertThat(within.conflictsWith(within)).isTrue();
        assertThat(within.conflictsWith(footprint(false, "lock table plain in share mode")))
                .isTrue();
        assertThat(footprint(true, sql).conflictsWith(look)).isTrue();
        assertThat(footprint(false, sql, "commit").conflictsWith(look)).isTrue();
        assertThat(footprint(false, sql, "commit").conflictsWith(within)).isTrue();
        use(connection -> run(connection, "delete from plain"));
    }

    @Test
    void lockOnRows_isMetByWhoeverLocksThemAndByNobodyElse() throws Exception {
        Footprint look = footprint(true, "select * from users");
        Footprint lock = footprint(false, "select * from users for update");
        Footprint end = footprint(false, "select * from users for update", "commit");
        Footprint refers = footprint(false, "insert into orders (user_id) values (null)");

        assertThat(lock.conflictsWith(look)).isFalse();
        assertThat(end.conflictsWith(look)).isFalse();
        assertThat(lock.conflictsWith(lock)).isTrue();
        assertThat(end.conflictsWith(lock)).isTrue();
        assertThat(lock.conflictsWith(footprint(false, "update users set name = 'x'")))
                .isTrue();
        assertThat(lock.conflictsWith(refers)).isTrue();
        assertThat(refers.conflictsWith(look)).isFalse();
        assertThat(footprint(false, "delete from users where id = 9").conflictsWith(refers))
                .isTrue();
    }

    @Test
    void serializable_isEverything() throws Exception {
        use(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            run(connection, "select * from plain");
            connection.commit();
        });

        assertThat(all()).containsExactly("+*", "+*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "begin isolation level serializable | +* | +* | -plain",
                "begin isolation level repeatable read | -* -plain | +users -orders | -plain",
                "begin; set transaction isolation level serializable | +* | +* | -plain",
                "begin; set transaction_isolation = 'repeatable read' | -* -plain | +users -orders | -plain",
                "select set_config('default_transaction_isolation', 'serializable', false); begin | +* | +* | +*",
                "set session characteristics as transaction isolation level serializable; begin | +* | +* | +*",
                "set default_transaction_isolation = 'serializable'; begin | +* | +* | +*",
                "begin | -plain | +users -orders | -plain",
            })
    void isolationSetInSql_isNoticed(String before, String select, String commit, String afterwards) throws Exception {
        use(connection -> {
            for (String sql : before.split("; ")) {
                run(connection, sql);
            }
            gate.seen.clear();
            run(connection, "select * from plain");
            run(connection, "update users set name = 'x'");
            run(connection, "commit");
            run(connection, "select * from plain");
        });

        assertThat(all().get(0)).isEqualTo(select);
        assertThat(all().get(2)).isEqualTo(commit);
        assertThat(all().get(3)).isEqualTo(afterwards);
    }

    @Test
    void nextConnection_hasTheIsolationOfTheServerAgain() throws Exception {
        use(connection -> run(connection, "set session characteristics as transaction isolation level serializable"));
        use(connection -> run(connection, "select * from plain"));

        assertThat(last()).isEqualTo("-plain");
    }

    @Test
    void severalRowsAtOnce_areOneStatement() throws Exception {
        use(connection -> {
            try (var statement = connection.prepareStatement("insert into plain values (?)")) {
                connection.setAutoCommit(false);
                for (int i = 200; i < 203; i++) {
                    statement.setInt(1, i);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });

        assertThat(all()).containsExactly("+plain", "+plain");
    }
}
