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
 * Numbers of a sequence that a statement draws for a text, a document or a column that is no key: in the format that
 * the application has for them.
 */
@Tag("exhaustive")
class OrderNumbersTests {

    /** A sequence, the number as it is written, and what holds it. */
    private record Case(On on, String sequence, String number, String type) {

        List<String> schema() {
            return List.of(sequence, "create table orders (k int primary key, number " + type + ", amount int)");
        }

        SqlJob once() {
            return sql -> {
                if (sql.isEmpty("orders")) {
                    sql.one("insert into orders values (1, " + number + ", 1999)");
                }
            };
        }

        SqlJob again() {
            return sql -> {
                if (sql.one("select k from orders") == null) {
                    sql.one("insert into orders values (1, " + number + ", 1999)");
                } else {
                    sql.one("update orders set amount = amount + 1");
                }
            };
        }

        SqlJob drawnByTheApplication() {
            return sql -> {
                if (sql.isEmpty("orders")) {
                    sql.one("insert into orders values (1, ?, 1999)", sql.one("select " + number));
                }
            };
        }
    }

    static Stream<Case> onPostgreSql() {
        String one = "create sequence s";
        return Stream.of(
                new Case(POSTGRESQL, one, "nextval('s')", "int"),
                new Case(POSTGRESQL, one, "nextval('s')", "smallint"),
                new Case(POSTGRESQL, one, "nextval('s')", "numeric(5)"),
                new Case(POSTGRESQL, one, "nextval('s')::text", "varchar(4)"),
                new Case(POSTGRESQL, one, "'ORD-' || nextval('s')", "text"),
                new Case(POSTGRESQL, one, "lpad(nextval('s')::text, 4, '0')", "text"),
                new Case(POSTGRESQL, one, "'R-' || lpad(nextval('s')::text, 8, '0')", "text"),
                new Case(POSTGRESQL, one, "jsonb_build_object('number', nextval('s'))", "jsonb"),
                new Case(POSTGRESQL, one + " as int", "to_char(nextval('s'), 'FM000000')", "text"),
                new Case(POSTGRESQL, one + " start 5000", "'2026-' || lpad(nextval('s')::text, 5, '0')", "varchar(10)"),
                new Case(POSTGRESQL, one + " maxvalue 99999 cycle", "nextval('s')", "int"),
                new Case(POSTGRESQL, one + " maxvalue 99999", "lpad(nextval('s')::text, 6, '0')", "text"));
    }

    static Stream<Case> cases() {
        return Stream.concat(
                onPostgreSql(),
                Stream.of(
                        new Case(H2, "create sequence s", "next value for s", "int"),
                        new Case(H2, "create sequence s", "'ORD-' || lpad(next value for s, 6, '0')", "varchar(20)"),
                        new Case(MARIADB, "create sequence s", "nextval(s)", "int"),
                        new Case(MARIADB, "create sequence s nocache", "lpad(nextval(s), 6, '0')", "varchar(20)")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void orderThatIsMadeOnce_isSafe(Case one) throws SQLException {
        SqlJob.isSafe(one.once().on(one.on(), one.schema(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void orderThatIsRaisedAgain_isFound(Case one) throws SQLException {
        SqlJob.isUnsafe(one.again().on(one.on(), one.schema(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("onPostgreSql")
    void numberThatTheApplicationDraws_isSafe(Case one) throws SQLException {
        String number = one.number().contains("jsonb") ? "nextval('s')::int" : one.number();
        String type = one.number().contains("jsonb") ? "int" : one.type();
        Case plain = new Case(one.on(), one.sequence(), number, type);

        SqlJob.isSafe(plain.drawnByTheApplication().on(one.on(), plain.schema(), List.of()));
    }

    /** Text that names a number, and a document that names it too. */
    @ParameterizedTest
    @MethodSource("draws")
    void documentThatNamesAnotherNumber_isFound(String draw) throws SQLException {
        List<String> schema = List.of(
                "create sequence s",
                "create table orders (k int primary key, number text)",
                "create table outbox (k int primary key, doc jsonb)");
        SqlJob broken = sql -> {
            Object number = sql.one(draw);
            sql.one("insert into orders values (1, ?) on conflict do nothing", "ORD-" + number);
            sql.one(
                    "insert into outbox values (1, ?::jsonb) on conflict do nothing",
                    "{\"order\": \"ORD-" + number + "\"}");
        };
        SqlJob fixed = sql -> {
            Object known = sql.one("select number from orders");
            Object number = known == null ? "ORD-" + sql.one(draw) : known;
            sql.one("insert into orders values (1, ?) on conflict do nothing", number);
            sql.one(
                    "insert into outbox values (1, ?::jsonb) on conflict do nothing",
                    "{\"order\": \"" + number + "\"}");
        };

        SqlJob.isUnsafe(broken.on(POSTGRESQL, schema, List.of()));
        SqlJob.isSafe(fixed.on(POSTGRESQL, schema, List.of()));
    }

    static Stream<String> draws() {
        return Stream.of("select nextval('s')", "select lpad(nextval('s')::text, 6, '0')");
    }

    /** Only the number of digits tells {@code 000007} from {@code 7}. */
    @ParameterizedTest
    @MethodSource("onPostgreSql")
    void numberInAnotherFormat_isFound(Case one) throws SQLException {
        List<String> schema = List.of(one.sequence(), "create table orders (k int primary key, number text)");
        SqlJob job = sql -> {
            boolean again = !sql.isEmpty("orders");
            String number = again ? "nextval('s')::text" : "to_char(nextval('s'), 'FM00000000')";
            sql.one("insert into orders values (1, " + number
                    + ") on conflict (k) do update set number = excluded.number");
        };

        SqlJob.isUnsafe(job.on(one.on(), schema, List.of()));
    }
}
