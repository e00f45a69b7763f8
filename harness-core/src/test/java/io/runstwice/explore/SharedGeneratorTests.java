package io.runstwice.explore;

import static io.runstwice.explore.SqlJob.On.H2;
import static io.runstwice.explore.SqlJob.On.MARIADB;
import static io.runstwice.explore.SqlJob.On.POSTGRESQL;

import io.runstwice.explore.SqlJob.On;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A number of one generator that stands in two tables stays one number, although no foreign key says so: an order, and
 * an invoice that names its number. The broken job draws again on redelivery, and lets the invoice name what it drew
 * then.
 */
@Tag("exhaustive")
class SharedGeneratorTests {

    private static final String KEYED = "create table orders (id bigint primary key, total int)";
    private static final String UNKEYED = "create table orders (k int default 1 primary key, id bigint, total int)";

    /** How the number is drawn, and which columns hold it. */
    private record Case(On on, String draw, String orders, String invoices) {

        List<String> schema() {
            return List.of("create sequence s", orders, "create table invoices (" + invoices + ", cents int)");
        }

        private void order(SqlJob.Sql sql, long number) throws SQLException {
            if (sql.isEmpty("orders")) {
                sql.one("insert into orders(id, total) values (?, 5)", number);
            }
        }

        private void invoice(SqlJob.Sql sql, long number) throws SQLException {
            if (sql.isEmpty("invoices")) {
                sql.one("insert into invoices(order_no, cents) values (?, 500)", number);
            }
        }

        SqlJob broken() {
            return sql -> {
                long drawn = sql.number(draw);
                order(sql, drawn);
                invoice(sql, drawn);
            };
        }

        SqlJob fixed() {
            return sql -> {
                long known = sql.number("select max(id) from orders");
                long number = known > 0 ? known : sql.number(draw);
                order(sql, number);
                invoice(sql, number);
            };
        }
    }

    static Stream<Case> cases() {
        String key = "order_no bigint primary key";
        String plain = "id int default 1 primary key, order_no bigint";
        String text = "order_no varchar(40)";
        return Stream.of(
                new Case(POSTGRESQL, "select nextval('s')", KEYED, key),
                new Case(POSTGRESQL, "select nextval('s')", KEYED, plain),
                new Case(POSTGRESQL, "select nextval('s')", KEYED, text),
                new Case(POSTGRESQL, "select nextval('s')", UNKEYED, plain),
                new Case(POSTGRESQL, "select nextval('s')", UNKEYED, key),
                new Case(POSTGRESQL, "select nextval('s') * 5 + 2", KEYED, key),
                new Case(POSTGRESQL, "select nextval('s') * 5 + 2", KEYED, plain),
                new Case(H2, "select next value for s", KEYED, key),
                new Case(H2, "select next value for s", KEYED, plain),
                new Case(MARIADB, "select nextval(s)", KEYED, key),
                new Case(MARIADB, "select next value for s", KEYED, plain));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void invoiceThatNamesANumberOfNoOrder_isFound(Case one) throws SQLException {
        SqlJob.isUnsafe(one.broken().on(one.on(), one.schema(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void invoiceThatNamesItsOrder_isSafe(Case one) throws SQLException {
        SqlJob.isSafe(one.fixed().on(one.on(), one.schema(), List.of()));
    }

    /** What the database itself draws: for two tables from one sequence, or for one whose number is a key elsewhere. */
    private record Drawing(On on, String orders, String invoices, String insert) {

        List<String> schema() {
            return List.of("create sequence s", "create table orders (id " + orders + ", k int)", invoices);
        }

        SqlJob broken() {
            return sql -> {
                long drawn = sql.number(insert);
                if (sql.number("select count(*) from orders") > 1) {
                    sql.one("delete from orders where id = ?", drawn);
                }
                invoice(sql, drawn);
            };
        }

        SqlJob fixed() {
            return sql -> {
                long known = sql.number("select max(id) from orders");
                invoice(sql, known > 0 ? known : sql.number(insert));
            };
        }

        private static void invoice(SqlJob.Sql sql, long number) throws SQLException {
            if (sql.isEmpty("invoices")) {
                sql.one("insert into invoices(id, cents) values (?, 500)", number);
            }
        }
    }

    static Stream<Drawing> drawings() {
        String key = "create table invoices (id bigint primary key, cents int)";
        String drawn = "create table invoices (id bigint default nextval('s') primary key, cents int)";
        String identity = "bigint generated by default as identity primary key";
        String insert = "insert into orders(k) values (1) returning id";
        return Stream.of(
                new Drawing(POSTGRESQL, "bigint default nextval('s') primary key", drawn, insert),
                new Drawing(POSTGRESQL, "bigint default nextval('s') primary key", key, insert),
                new Drawing(POSTGRESQL, identity, key, insert),
                new Drawing(MARIADB, "bigint auto_increment primary key", key, insert),
                new Drawing(H2, identity, key, "select id from final table (insert into orders(k) values (1))"));
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void numberThatTheDatabaseDraws_isHeldByTheWrongInvoice_isFound(Drawing one) throws SQLException {
        SqlJob.isUnsafe(one.broken().on(one.on(), one.schema(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void numberThatTheDatabaseDraws_isHeldByItsInvoice_isSafe(Drawing one) throws SQLException {
        SqlJob.isSafe(one.fixed().on(one.on(), one.schema(), List.of()));
    }

    /** Two sequences that stand at one number give it twice, and that means nothing. */
    @ParameterizedTest
    @MethodSource("drawings")
    void numbersOfTwoGenerators_areNoReferences(Drawing one) throws SQLException {
        SqlJob job = sql -> {
            if (sql.isEmpty("orders")) {
                sql.one(one.insert());
            }
            if (sql.isEmpty("tickets")) {
                sql.one("insert into tickets values (" + sql.number(next(one.on(), "t")) + ")");
            }
        };
        List<String> schema = Stream.concat(
                        one.schema().stream(),
                        Stream.of("create sequence t", "create table tickets (id bigint primary key)"))
                .toList();

        SqlJob.isSafe(job.on(one.on(), schema, List.of()));
    }

    private static String next(On on, String sequence) {
        return on == POSTGRESQL ? "select nextval('" + sequence + "')" : "select next value for " + sequence;
    }
}
