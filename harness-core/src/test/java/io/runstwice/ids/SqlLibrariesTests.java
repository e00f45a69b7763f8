package io.runstwice.ids;

import io.runstwice.ids.TemplateLibrary.Way;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids that libraries without a session of entities draw: keys that the database hands back, numbers of sequences, and
 * what the application itself draws.
 */
@Tag("exhaustive")
class SqlLibrariesTests {

    private static Case of(String name, Server server, String key, Function<DataSource, Library> library) {
        return new Case(name, server, key, library);
    }

    private static SQLDialect dialect(Server server) {
        return switch (server) {
            case POSTGRESQL -> SQLDialect.POSTGRES;
            case MARIADB -> SQLDialect.MARIADB;
            case H2 -> SQLDialect.H2;
        };
    }

    /** What each server can do. */
    private static Stream<Case> everywhere(Server server) {
        Way drawn =
                TemplateLibrary.drawnBefore(template -> template.queryForObject("select " + server.next, Long.class));
        return Stream.of(
                of("KeyHolder", server, server.identity, TemplateLibrary.with(TemplateLibrary.keyHolder())),
                of("SimpleJdbcInsert", server, server.identity, TemplateLibrary.with(TemplateLibrary.simpleInsert())),
                of("JdbcTemplate nextval", server, "bigint", TemplateLibrary.with(drawn)),
                of("jOOQ identity", server, server.identity, jooq(server, JooqLibrary::returning)),
                of(
                        "jOOQ default",
                        server,
                        "bigint default (" + server.next + ")",
                        jooq(server, JooqLibrary::returning)),
                of("jOOQ nextval", server, "bigint", jooq(server, JooqLibrary::selectedBefore)),
                of("jOOQ nextval in the statement", server, "bigint", jooq(server, JooqLibrary::inTheStatement)),
                of("MyBatis keys", server, server.identity, MyBatisLibrary.with(MyBatisLibrary.GeneratedKeys.class)),
                of("Spring Data", server, server.identity, SpringDataLibrary.of(SpringDataLibrary.Generated.class)),
                of("Spring Data sequence", server, "bigint", SpringDataLibrary.of(SpringDataLibrary.OfSequence.class)),
                of("Spring Data ULID", server, "varchar(40)", SpringDataLibrary.of(SpringDataLibrary.DrawnText.class)));
    }

    private static Function<DataSource, Library> jooq(Server server, JooqLibrary.Way way) {
        return JooqLibrary.with(dialect(server), way);
    }

    static Stream<Case> onPostgreSql() {
        Server server = Server.POSTGRESQL;
        String number = "bigint default nextval('ones')";
        Way returning = TemplateLibrary.returning("");
        Way inStatement = TemplateLibrary.returning(", nextval('ones')");
        return Stream.of(
                of("KeyHolder default", server, number, TemplateLibrary.with(TemplateLibrary.keyHolder())),
                of("RETURNING", server, server.identity, TemplateLibrary.with(returning)),
                of("RETURNING default", server, number, TemplateLibrary.with(returning)),
                of("RETURNING nextval", server, "bigint", TemplateLibrary.with(inStatement)),
                of("MyBatis keys default", server, number, MyBatisLibrary.with(MyBatisLibrary.GeneratedKeys.class)),
                of("MyBatis RETURNING", server, server.identity, MyBatisLibrary.with(MyBatisLibrary.Returning.class)),
                of("MyBatis selectKey", server, "bigint", MyBatisLibrary.with(MyBatisLibrary.SelectedBefore.class)),
                of("MyBatis lastval", server, server.identity, MyBatisLibrary.with(MyBatisLibrary.SelectedAfter.class)),
                of("MyBatis currval", server, "bigint", MyBatisLibrary.with(MyBatisLibrary.CurrentAfter.class)));
    }

    private static Case drawn(DrawnByCode code, Server server) {
        return of(
                code.name(),
                server,
                code.type,
                TemplateLibrary.with(TemplateLibrary.drawnBefore(template -> code.draw.get())));
    }

    static Stream<Case> all() {
        return Stream.concat(
                onPostgreSql(),
                Stream.of(Server.values())
                        .flatMap(server -> Stream.concat(
                                everywhere(server),
                                Arrays.stream(DrawnByCode.values()).map(code -> drawn(code, server)))));
    }

    static Stream<Case> some() {
        return Stream.concat(
                Stream.concat(onPostgreSql(), everywhere(Server.POSTGRESQL))
                        .filter(one -> one.name().equals("MyBatis currval")),
                Stream.of(drawn(DrawnByCode.SNOWFLAKE, Server.H2), drawn(DrawnByCode.CUID, Server.H2)));
    }

    @ParameterizedTest
    @MethodSource("some")
    void rightJob_isSafe(Case one) throws SQLException {
        one.isSafe(one.of(Twin.RIGHT));
    }

    @ParameterizedTest
    @MethodSource("some")
    void brokenJob_isUnsafe(Case one) throws SQLException {
        Case.isUnsafe(one.of(one.broken()));
    }

    @Tag("proof")
    @ParameterizedTest
    @MethodSource("all")
    void everyJob_isJudgedRight(Case one) throws SQLException {
        one.isSafe(one.of(Twin.RIGHT));
        Case.isUnsafe(one.of(one.broken()));
    }
}
