package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.sql.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken away can be made again, on every product. */
@Tag("exhaustive")
class GuardMutationsTests {

    private static final String[] SCHEMA = {
        "create table done (event varchar(40) primary key, part int not null)",
        "create table charges (id bigint not null primary key, event varchar(40) not null, note int not null,"
                + " constraint one_charge unique (note, id), foreign key (event) references done (event))",
        "create unique index one_note on charges (note)",
        "create index slow on charges (event, note)",
        "insert into done values ('a', 1), ('b', 2), ('c', 3)",
        "insert into charges values (1, 'a', 7)"
    };

    static Stream<Named<DataSource>> sources() {
        return Stream.of(
                Named.of("PostgreSQL", Servers.postgres()),
                Named.of("H2", Servers.h2()),
                Named.of("MariaDB", Servers.mariaDb()));
    }

    private static Dialect dialect(DataSource source, Connection connection) throws SQLException {
        return new LazyDataSource(() -> source).dialect(connection);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void uniqueIndexes_areFoundDroppedAndMadeAgain(DataSource source) throws SQLException {
        Servers.run(source, SCHEMA);
        try (Connection connection = source.getConnection()) {
            GuardMutations guardMutations = dialect(source, connection).guardMutations();
            List<Unique> before = guardMutations.uniques(connection);

            assertThat(before)
                    .extracting(unique -> unique.name().toLowerCase(java.util.Locale.ROOT))
                    .contains("one_charge", "one_note");
            assertThat(before).hasSize(4);
            assertThatThrownBy(() -> Servers.run(source, "insert into charges values (2, 'a', 7)"))
                    .isNotNull();

            Unique index = before.stream()
                    .filter(unique -> unique.isCalled("charges.one_note"))
                    .findFirst()
                    .orElseThrow();
            Servers.run(
                    source, index.drop(), "insert into charges values (2, 'a', 7)", "delete from charges where id = 2");
            Servers.run(source, index.create());

            assertThat(guardMutations.uniques(connection)).containsExactlyInAnyOrderElementsOf(before);
            assertThatThrownBy(() -> Servers.run(source, "insert into charges values (2, 'a', 7)"))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void constraintAndPrimaryKey_areDroppedAndMadeAgain(DataSource source) throws SQLException {
        Servers.run(source, SCHEMA);
        try (Connection connection = source.getConnection()) {
            GuardMutations guardMutations = dialect(source, connection).guardMutations();
            List<Unique> ofCharges = guardMutations.uniques(connection).stream()
                    .filter(unique -> unique.table().equalsIgnoreCase("charges"))
                    .toList();
            assertThat(ofCharges).hasSize(3);
            for (Unique each : ofCharges) {
                Servers.run(source, each.drop());
                assertThat(guardMutations.uniques(connection)).hasSize(3).doesNotContain(each);
                Servers.run(source, each.create());
                assertThat(guardMutations.uniques(connection)).hasSize(4).contains(each);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void rows_areHiddenUnlessSomebodyHoldsThem_andNoForeignKeyIsAsked(DataSource source) throws SQLException {
        Servers.run(source, SCHEMA);
        try (Connection harness = source.getConnection();
                Connection worker = source.getConnection();
                Statement holding = worker.createStatement()) {
            worker.setAutoCommit(false);
            holding.executeUpdate("update done set part = 9 where event = 'b'");
            Dialect dialect = dialect(source, harness);
            Relation done = dialect.schema().catalog(harness, any -> false).find(new Name("", "done"));
            List<@Nullable Object[]> rows = dialect.rows().read(harness, List.of(done)).get(0).rows().stream()
                    .filter(row -> !"c".equals(row[0]))
                    .toList();

            assertThat(dialect.guardMutations().hide(harness, done, rows)).isEqualTo(1);

            worker.rollback();
            assertThat(dialect.rows().read(harness, List.of(done)).get(0).rows())
                    .extracting(row -> row[0])
                    .containsExactlyInAnyOrder("b", "c");
            assertThat(harness.getAutoCommit()).isTrue();
        }
    }
}
