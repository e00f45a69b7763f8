package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Column;
import io.runstwice.world.Misuse;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/** Whatever MariaDB can hold comes back as it was. */
@Tag("exhaustive")
class MariaDbTypesTests {

    private static final String[] SCHEMA = {
        "create sequence plain start 5 increment 3 nocache",
        "create sequence cached",
        """
        create table wild (
            id int primary key auto_increment, u uuid default uuid(), n decimal(12,3), big bigint unsigned, f float, d double,
            ok tinyint(1), bits bit(40), b varbinary(20), bl blob, t text, v varchar(9), c char(4), ts timestamp(6) null,
            dt datetime(3), da date, ti time(2), y year, e enum('sad', 'ok'), s set('a', 'b'), j json, g geometry, ip inet6,
            l varchar(20) character set latin1, `Odd ``name` text, twice int as (y * 2) stored, thrice int as (y * 3))""",
        "set sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
        """
        insert into wild (id, u, n, big, f, d, ok, bits, b, bl, t, v, c, ts, dt, da, ti, y, e, s, j, g, ip, l, `Odd ``name`) values
            (0, '857d5352-c72d-11f0-a1d5-0242ac120002', 1.500, 18446744073709551615, 16777217.7, 0.1e0 + 0.2e0, 2,
            b'1000000000000000000000000000000000000001', x'00ff27', x'', 'a "b" \\\\ ''c'', \\n\\t; -- é 😀', '', 'ab',
            '2026-02-03 04:05:06.123456', '2026-02-03 04:05:06.7', '2026-02-03', '-25:05:06.12', 1999, 'ok', 'a,b',
            '{"b" : 1,  "a":2}', point(1, 2), '::1', 'é', 'odd'), (7, null, null, null, null, 1e300, null, null, null, null, null,
            null, null, null, '0000-00-00 00:00:00', '0000-00-00', null, null, null, null, null, null, null, null, null)""",
        "create table loop_a (id int primary key, b int)",
        "create table loop_b (id int primary key, a int, foreign key (a) references loop_a (id))",
        "alter table loop_a add foreign key (b) references loop_b (id)",
        "insert into loop_a values (1, null)",
        "insert into loop_b values (1, 1)",
        "update loop_a set b = 1",
        "create table child (id int primary key auto_increment, parent int, foreign key (parent) references loop_a (id)"
                + " on delete cascade)",
        "insert into child (parent) values (1), (1)",
        "create table logged (id int)",
        "create table log (id int primary key auto_increment, what text)",
        "create trigger logging after insert on logged for each row insert into log (what) values (new.id)",
        "create trigger unlogging after delete on logged for each row insert into log (what) values (old.id)",
        "insert into logged values (1)",
        "create view seen as select * from logged",
    };

    private static final String EVERYTHING = """
            select concat_ws('~', (select group_concat(concat_ws('|', id, u, n, big, cast(f as double), d, ok, bits + 0, hex(b),
                hex(bl), hex(t), v, c, ts, dt, da, ti, y, e + 0, s + 0, j, hex(g), ip, hex(l), `Odd ``name`, twice, thrice)) from wild),
                (select group_concat(concat_ws('|', id, b)) from loop_a), (select group_concat(concat_ws('|', id, a)) from loop_b),
                (select group_concat(concat_ws('|', id, parent)) from child), (select group_concat(id, what) from log),
                (select group_concat(id) from logged),
                (select group_concat(auto_increment order by table_name) from information_schema.tables
                    where table_schema = database()))""";

    private final ScriptedGate gate = new ScriptedGate();
    private MariaDbDataSource source;
    private Database db;

    @BeforeEach
    void aWildSchema() {
        source = Servers.mariaDb();
        Servers.run(source, SCHEMA);
        db = Database.watching(source);
        db.open("db", gate);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void as(Hand worker, String... statements) throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    @Test
    void everythingDeleted_comesBackAsItWas() throws Exception {
        Snapshot before = db.capture();
        Object then = db.query(EVERYTHING);

        as(
                new Hand("D1"),
                "update wild set t = 'x', big = null, ts = now(6)",
                "delete from wild where id = 7",
                "insert into wild (n) values (3)",
                "update loop_a set b = null",
                "update loop_b set a = null",
                "delete from loop_a",
                "insert into logged values (2)",
                "select nextval(plain), next value for cached");
        assertThat(db.query(EVERYTHING)).isNotEqualTo(then);
        assertThat(table("child").rows()).isEmpty();
        db.restore(before);

        assertThat(db.query(EVERYTHING)).isEqualTo(then);
        assertThat(gate.doubts).isEmpty();
    }

    @Test
    void sequenceThatAWorkerDrawsFrom_goesOnWhateverIsPutBack() throws Exception {
        Snapshot before = db.capture();
        long first = ((Number) db.query("select nextval(cached)")).longValue();
        as(new Hand("D1"), "select nextval(cached)");
        db.restore(before);

        assertThat(((Number) db.query("select nextval(cached)")).longValue()).isGreaterThan(first);
    }

    @Test
    void perturbation_movesEveryCounter() {
        Object next = db.query("select nextval(plain)");
        db.perturb();
        db.execute("insert into child (parent) values (1)");

        assertThat(((Number) db.query("select max(id) from child")).intValue()).isGreaterThan(1_000);
        assertThat(((Number) db.query("select nextval(plain)")).intValue())
                .isGreaterThan(((Number) next).intValue() + 1_000);
    }

    @Test
    void triggerThatChangesWhatIsPutBack_isNamed() {
        Servers.run(source, "create trigger changing before insert on logged for each row set new.id = new.id + 1");
        db.close();
        db.open("db", gate);
        Snapshot captured = db.capture();

        assertThatThrownBy(() -> {
                    db.execute("insert into logged values (5)");
                    db.restore(captured);
                })
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("changes the rows of logged");
        assertThat(db.query("select group_concat(id) from logged")).isEqualTo("1,6");
    }

    @Test
    void triggerOfATableThatAloneIsWritten_leavesNothingInOthers() {
        db.close();
        Servers.run(
                source,
                "create table lease (id int primary key, until timestamp null)",
                "create trigger leasing after insert on lease for each row insert into log (what) values (new.until)");
        db.open("db", gate);
        db.capture();
        db.execute("insert into lease values (1, now())");
        State before = db.observe();

        db.pass(Duration.ofHours(1));

        assertThat(db.observe()).isEqualTo(before);
        assertThat(db.query("select count(*) from lease where until < now() - interval 30 minute"))
                .isEqualTo(1L);
    }

    @Test
    void state_showsColumnsByWhatTheyMean() {
        Table wild = table("wild");

        assertThat(kind(wild, "id")).isEqualTo(Column.Kind.GENERATED);
        assertThat(kind(wild, "u")).isEqualTo(Column.Kind.GENERATED);
        assertThat(kind(wild, "n")).isEqualTo(Column.Kind.NUMBER);
        assertThat(kind(wild, "ts")).isEqualTo(Column.Kind.TIME);
        assertThat(kind(wild, "da")).isEqualTo(Column.Kind.DATE);
        assertThat(kind(wild, "j")).isEqualTo(Column.Kind.VALUE);
        assertThat(wild.columns()).extracting(Column::name).doesNotContain("twice", "thrice");
        assertThat(cell(wild, "da", 0)).isEqualTo(LocalDate.of(2026, 2, 3));
        assertThat(cell(wild, "dt", 1)).isEqualTo("0000-00-00 00:00:00.000");
        assertThat(cell(wild, "n", 0)).isEqualTo("1.500");
        assertThat(cell(wild, "b", 0)).isEqualTo("00FF27");
        assertThat(cell(wild, "Odd `name", 0)).isEqualTo("odd");
        assertThat(table("loop_b").columns().get(1).references()).isEqualTo("loop_a.id");
        assertThat(table("loop_b").columns().get(0).key()).isTrue();
        assertThat(db.observe().tables()).extracting(Table::name).doesNotContain("seen", "plain");
    }

    @Test
    void timestamp_isTheSameMomentInEveryZone() {
        db.execute("update wild set ts = from_unixtime(1770091506.5), dt = from_unixtime(1770091506.5) where id = 0");

        assertThat(cell(table("wild"), "ts", 0)).isEqualTo(Instant.ofEpochMilli(1_770_091_506_500L));
        assertThat(cell(table("wild"), "dt", 0)).isEqualTo(Instant.ofEpochMilli(1_770_091_506_500L));
    }

    @Test
    void cellsThatThisRunWrote_growOlder_andAreShownAsWritten() {
        db.capture();
        db.execute("insert into wild (id, ts, dt, da) values (9, now(6), now(3), current_date)");
        db.execute("insert into wild (id, ts) values (10, '1970-01-01 12:00:00')");
        State before = db.observe();

        db.pass(Duration.ofHours(25));

        assertThat(db.query(
                        "select count(*) from wild where id = 9 and ts < now() - interval 24 hour and dt < now() - interval 24 hour"
                                + " and da < current_date"))
                .isEqualTo(1L);
        assertThat(db.query("select count(*) from wild where id = 0 and dt = '2026-02-03 04:05:06.7'"))
                .isEqualTo(1L);
        assertThat(db.query("select count(*) from wild where id = 10 and ts = '1970-01-01 12:00:00'"))
                .isEqualTo(1L);
        assertThat(db.observe()).isEqualTo(before);
        assertThat(db.remarks()).contains("moved with time: wild.da, wild.dt, wild.ts");
    }

    @Test
    void largeTable_comesBack() throws Exception {
        db.execute("insert into log (what) select repeat(seq, 10) from seq_1_to_50000");
        Snapshot before = db.capture();
        as(new Hand("D1"), "delete from log where what like '%7'");
        assertThat(table("log").rows()).hasSize(45_001);

        db.restore(before);

        assertThat(db.query("select count(*) from log")).isEqualTo(50_001L);
    }

    private Table table(String name) {
        return DatabaseContractTests.table(db.observe(), name);
    }

    private static Column.Kind kind(Table table, String column) {
        return table.columns().get(index(table, column)).kind();
    }

    private static int index(Table table, String column) {
        return table.columns().stream().map(Column::name).toList().indexOf(column);
    }

    private static Object cell(Table table, String column, int row) {
        return table.rows().get(row).cells().get(index(table, column));
    }
}
