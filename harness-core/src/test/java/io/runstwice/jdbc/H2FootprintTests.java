package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What statements look at and change on H2, by its own catalog. */
class H2FootprintTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final Hand worker = new Hand("D1");
    private Database db;

    @BeforeEach
    void open() {
        var source = Servers.h2();
        Servers.run(
                source,
                "create table users (id int primary key, name varchar(9))",
                "create table orders (id int primary key, user_id int references users)",
                "create table lines (id int primary key, order_id int references orders on delete cascade)",
                "create table plain (id int primary key, n int check (n > 0), m int default 1 + 1)",
                "create sequence s",
                "create table drawing (id int default next value for s primary key)",
                "create alias tell for 'java.lang.System.nanoTime'",
                "create table telling (id int primary key, n bigint default tell())",
                "create view names as select u.name, o.id from users u join orders o on o.user_id = u.id");
        db = Database.watching(source);
        db.open("db", gate);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void run(boolean autoCommit, int isolation, String... statements) throws Exception {
        gate.as(worker, () -> {
            try (Connection connection = db.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    private List<String> all() {
        return gate.seen.stream()
                .map(seen -> FootprintTests.shown(seen.interaction().footprint()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from names | -orders -users",
                "select tell() | +*",
                "insert into plain (id) values (1) | +plain",
                "insert into drawing values (default) | +drawing +sequences",
                "insert into telling (id) values (1) | +*",
                "insert into lines values (1, null) | +lines -orders",
                "delete from orders | +lines +orders",
                "merge into plain (id) key (id) values (1) | +plain",
                "select * from plain for update | +plain",
            })
    void statement_touchesItsTablesAndWhatTheCatalogAdds(String sql, String expected) throws Exception {
        run(true, Connection.TRANSACTION_READ_COMMITTED, sql);

        assertThat(all()).containsExactly(expected);
    }

    @Test
    void transaction_holdsWhatItWroteUntilItEnds() throws Exception {
        run(
                false,
                Connection.TRANSACTION_READ_COMMITTED,
                "select * from users",
                "insert into plain (id) values (1)",
                "commit",
                "select * from users");

        assertThat(all()).containsExactly("-users", "+plain", "+plain", "-users", "");
    }

    /** READ UNCOMMITTED sees it. */
    @Test
    void writeWithinATransaction_isNoticedByEveryQuery() throws Exception {
        run(false, Connection.TRANSACTION_READ_UNCOMMITTED, "update plain set m = 2");
        run(true, Connection.TRANSACTION_READ_UNCOMMITTED, "select * from plain");

        var update = gate.seen.get(0).interaction().footprint();
        assertThat(gate.last().interaction().footprint().conflictsWith(update)).isTrue();
    }

    @Test
    void snapshot_looksAtEverythingFirst() throws Exception {
        run(false, Connection.TRANSACTION_REPEATABLE_READ, "select * from users", "select * from plain");
        run(false, Connection.TRANSACTION_SERIALIZABLE, "select * from users");

        assertThat(all()).containsExactly("-* -users", "-plain", "", "+*", "+*");
    }
}
