package io.runstwice.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.hibernate.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generators of Hibernate. The build runs these tests twice: on version 6, and on version 7 in its place. */
@Tag("hibernate")
@Tag("exhaustive")
class HibernateTests {

    private static Case of(Class<? extends Entries.Entry> type, Server server) {
        String key = Entries.Unique.class.isAssignableFrom(type)
                ? "uuid"
                : Entries.Named.class.isAssignableFrom(type)
                        ? "varchar(40)"
                        : type == Entries.Identity.class ? server.identity : "bigint";
        return new Case("Hibernate " + type.getSimpleName(), server, key, source -> HibernateLibrary.of(source, type));
    }

    static Stream<Case> onPostgreSql() {
        return Entries.all().stream().map(type -> of(type, Server.POSTGRESQL));
    }

    static Stream<Case> some() {
        return Entries.some().stream().map(type -> of(type, Server.POSTGRESQL));
    }

    static Stream<Case> all() {
        return Stream.of(Server.values())
                .flatMap(server -> Entries.all().stream().map(type -> of(type, server)));
    }

    @Test
    void version_isTheOneThatIsMeant() {
        assertThat(Version.getVersionString()).startsWith(System.getProperty("runstwice.hibernate", "6") + ".");
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

    @Test
    void tableOfNumbers_isNoPartOfTheState() throws SQLException {
        Case one = of(Entries.FromTable.class, Server.H2);

        one.isSafe(one.of(Twin.RIGHT));
        Case.isUnsafe(one.of(Twin.NAMES_ANOTHER));
    }

    @Tag("proof")
    @ParameterizedTest
    @MethodSource("all")
    void everyJob_isJudgedRight(Case one) throws SQLException {
        one.isSafe(one.of(Twin.RIGHT));
        Case.isUnsafe(one.of(one.broken()));
    }

    @Tag("proof")
    @ParameterizedTest
    @MethodSource("onPostgreSql")
    void libraryOfOneDelivery_isJudgedRight(Case one) throws SQLException {
        one.isSafe(one.freshly(Twin.RIGHT));
        Case.isUnsafe(one.freshly(one.broken()));
    }
}
