package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.fixture.H2;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.run.Notebook;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message that rightly changes nothing. */
class NothingToDoTests {

    private static final List<String> SCHEMA = List.of(
            "create table invoices (id int primary key)", "create table charges (id int primary key, amount int)");

    private final Notebook notebook = new Notebook();

    private RunsTwice job(Job job) {
        return RunsTwice.job("TestJob", job).given(() -> notebook.write("done")).watching(notebook);
    }

    @Test
    void saidToChangeNothing_isSafe() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("done"))
                .changesNothing()
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("compared   notebook: lines", "note       a delivery changes nothing, as the test says");
    }

    @Test
    void notSaid_provesNothing() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("done")).explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("the job changed nothing that is watched", "changesNothing()"));
    }

    @Test
    void changesSomethingWhenItRunsAgain_isFound() {
        Verdict verdict = job(delivery -> {
                    if (delivery.attempt() > 1) {
                        notebook.writeUnlessThere("again");
                    } else {
                        notebook.writeUnlessThere("done");
                    }
                })
                .changesNothing()
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("double effect", "again");
    }

    @Test
    void changesSomethingAlone_isNotWhatWasSaid() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("more"))
                .changesNothing()
                .explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("said to change nothing", "changed notebook", "Leave changesNothing() out"));
    }

    @Test
    void besideAnActor_isSafeThoughTheActorChangesSomething() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("done"))
                .alongside("other", beside -> notebook.writeUnlessThere("other"))
                .changesNothing()
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    static Stream<DataSource> databases() throws SQLException {
        return Stream.of(Postgres.database("nothing", SCHEMA), H2.database("nothing" + UUID.randomUUID(), SCHEMA));
    }

    /** No table is touched when nothing goes wrong. */
    @ParameterizedTest
    @MethodSource("databases")
    void changesARowOfADatabaseWhenItRunsAgain_isFound(DataSource source) {
        Verdict verdict = onADatabase(source, Delivery::redelivered);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("double effect", "charges");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void looksAtADatabaseAlone_isSafe(DataSource source) {
        Verdict verdict = onADatabase(source, delivery -> false);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static Verdict onADatabase(DataSource source, Predicate<Delivery> charges) {
        Database db = Database.watching(source);
        return RunsTwice.job("TestJob", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.executeQuery("select id from invoices").next();
                        if (charges.test(delivery)) {
                            statement.executeUpdate("insert into charges values (1, 1999)");
                        }
                    }
                })
                .watching(db)
                .changesNothing()
                .explore();
    }

    @Test
    void history_isRefused() {
        assertThatThrownBy(() -> RunsTwice.history("TestJob", List.of("a", "b"), (message, delivery) -> {})
                        .changesNothing())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("history");
    }
}
