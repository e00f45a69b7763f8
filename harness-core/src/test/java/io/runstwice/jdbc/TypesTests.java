package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Column;
import io.runstwice.world.Snapshot;
import io.runstwice.world.Table;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Whatever PostgreSQL can hold comes back as it was. */
class TypesTests {

    private final ScriptedGate gate = new ScriptedGate();
    private PGSimpleDataSource source;
    private Database db;

    @BeforeEach
    void aWildSchema() {
        source = Servers.postgres();
        Servers.run(
                source,
                "create schema billing",
                "create type mood as enum ('sad', 'ok')",
                "create domain cents as bigint check (value >= 0)",
                "create type pair as (a int, b text)",
                "create sequence numbers start 5 increment 3",
                """
                create table wild (
                    id int generated always as identity primary key, u uuid default gen_random_uuid(), n numeric(12,3),
                    f8 float8, f4 float4, m money, b bytea, t text, v varchar(9), c char(4), ok boolean,
                    tz timestamptz, ts timestamp, d date, ti time, i interval, j json, jb jsonb, ia int[], ta text[], ma int[],
                    mo mood, ce cents, r int4range, p pair, bits bit(3), ip inet, x xml, "Odd ""name" text,
                    twice int generated always as (id * 2) stored)""",
                """
                insert into wild (n, f8, f4, m, b, t, v, c, ok, tz, ts, d, ti, i, j, jb, ia, ta, ma, mo, ce, r, p, bits, ip, x,
                    "Odd ""name") values (1.500, 'NaN', 0.1, '12.34', '\\xdeadbeef', E'a "b" \\\\ {c},\\n\\t'', NULL', '', 'ab', true,
                    '2026-02-03 04:05:06.123456+02', '2026-02-03 04:05:06', '2026-02-03', '04:05', '1 mon 2 days 3 sec',
                    '{"b" : 1,  "a":2}', '{"b":1,"a":2}', '{1,null,3}', '{"a,b","c\\"d",null,"NULL",""}', '[0:1]={1,2}', 'ok', 7, '[1,5)',
                    row(1, 'x,"y'), b'101', '10.0.0.1/8', '<a>1</a>', 'odd')""",
                "insert into wild (f8, tz, d) values ('-Infinity', 'infinity', '-infinity'), (0.1, null, null)",
                "create table loop_a (id int primary key, b int)",
                "create table loop_b (id int primary key, a int references loop_a)",
                "alter table loop_a add foreign key (b) references loop_b",
                "insert into loop_a values (1, null)",
                "insert into loop_b values (1, 1)",
                "update loop_a set b = 1",
                "create table billing.parted (k int, d date) partition by range (d)",
                "create table billing.parted_old partition of billing.parted for values from ('2000-01-01') to ('2020-01-01')",
                "create table billing.parted_new partition of billing.parted for values from ('2020-01-01') to ('2040-01-01')",
                "insert into billing.parted values (1, '2010-01-01'), (2, '2030-01-01'), (2, '2030-01-01')",
                "create table logged (id int)",
                "create table log (what text)",
                "create function logging() returns trigger language plpgsql as $$ begin insert into log values ('x'); return null; end $$",
                "create trigger logging after insert or delete on logged for each row execute function logging()",
                "insert into logged values (1)",
                "create view seen as select * from logged",
                "create table nothing ()",
                "insert into nothing default values",
                "create table child (id serial primary key, parent int references loop_a on delete cascade)",
                "insert into child (parent) values (1)");
        db = Database.watching(source);
        db.open("db", gate);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static final String EVERYTHING = """
            select (select string_agg(w::text, '|' order by id) from wild w) || (select string_agg(p::text, '|' order by p::text)
                from billing.parted p) || (select string_agg(a::text, '|') from loop_a a) || (select string_agg(b::text, '|')
                from loop_b b) || (select count(*) from log) || (select count(*) from logged) || (select count(*) from nothing)
                || (select string_agg(c::text, '|') from child c)
                || (select last_value || ' ' || is_called from child_id_seq) || (select j::text from wild where id = 1)""";

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
                "delete from billing.parted_new",
                "update wild set t = 'x', ia = null, tz = now()",
                "delete from wild where id = 2",
                "update loop_a set b = null",
                "delete from loop_b",
                "delete from loop_a",
                "insert into logged values (2)",
                "delete from nothing",
                "select nextval('numbers'), nextval('child_id_seq')");
        assertThat(db.query(EVERYTHING)).isNotEqualTo(then);
        assertThat(table("child").rows()).isEmpty();
        db.restore(before);

        assertThat(db.query(EVERYTHING)).isEqualTo(then);
        assertThat(gate.doubts).isEmpty();
    }

    private Table table(String name) {
        return DatabaseContractTests.table(db.observe(), name);
    }

    @Test
    void state_showsColumnsByWhatTheyMean() {
        Table wild = table("wild");

        assertThat(kind(wild, "id")).isEqualTo(Column.Kind.GENERATED);
        assertThat(kind(wild, "u")).isEqualTo(Column.Kind.GENERATED);
        assertThat(kind(wild, "n")).isEqualTo(Column.Kind.NUMBER);
        assertThat(kind(wild, "ce")).isEqualTo(Column.Kind.NUMBER);
        assertThat(kind(wild, "tz")).isEqualTo(Column.Kind.TIME);
        assertThat(kind(wild, "d")).isEqualTo(Column.Kind.DATE);
        assertThat(kind(wild, "j")).isEqualTo(Column.Kind.VALUE);
        assertThat(wild.columns()).extracting(Column::name).doesNotContain("twice");
        assertThat(cell(wild, "tz", 0)).isEqualTo(Instant.parse("2026-02-03T02:05:06.123456Z"));
        assertThat(cell(wild, "tz", 1)).isEqualTo("infinity");
        assertThat(cell(wild, "d", 0)).isEqualTo(LocalDate.of(2026, 2, 3));
        assertThat(cell(wild, "m", 0)).isEqualTo("12.34");
        assertThat(cell(wild, "b", 0)).isEqualTo("\\xdeadbeef");
        assertThat(cell(wild, "Odd \"name", 0)).isEqualTo("odd");
        assertThat(table("billing.parted").rows()).hasSize(3);
        assertThat(table("loop_b").columns().get(1).references()).isEqualTo("loop_a.id");
        assertThat(table("loop_b").columns().get(0).key()).isTrue();
        assertThat(db.observe().tables()).extracting(Table::name).doesNotContain("seen", "billing.parted_new");
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

    @Test
    void cascade_isSeenInTheTableThatItReaches() throws Exception {
        db.capture();
        as(new Hand("D1"), "update loop_a set b = null", "update loop_b set a = null", "delete from loop_a");

        assertThat(table("child").rows()).isEmpty();
    }

    @Test
    void trigger_isSeenInTheTableThatItWrites() throws Exception {
        db.capture();
        int before = table("log").rows().size();
        as(new Hand("D1"), "insert into logged values (3)");

        assertThat(table("log").rows()).hasSize(before + 1);
    }

    @Test
    void oneHundredThousandRows_comeBack() throws Exception {
        db.execute("insert into log select 'line ' || n from generate_series(1, 100000) n");
        Snapshot before = db.capture();
        as(new Hand("D1"), "delete from log where what like '%7'");
        assertThat(table("log").rows()).hasSize(90_001);

        db.restore(before);

        assertThat(db.query("select count(*) from log")).isEqualTo(100_001L);
        assertThat(List.copyOf(gate.doubts)).isEmpty();
    }
}
