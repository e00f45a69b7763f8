package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.explore.SqlJob.On;
import io.runstwice.explore.SqlJob.Sql;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.run.Notebook;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Crashes are explored depth by depth, however many states there are, and the certificate says how deep. */
class ClosureDepthTests {

    private static final int MANY = 51;
    private static final int BILLS = 5;

    private final Notebook notebook = new Notebook();

    private Verdict explore(Job job) {
        return RunsTwice.job("Import", job)
                .watching(notebook)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    /** Goes on where the lines end that it finds. */
    private void writeTheRest(List<String> found) {
        for (int line = 0; line < MANY; line++) {
            if (!found.contains("line " + line)) {
                notebook.write("line " + line);
            }
        }
    }

    private void mark(String mark, List<String> found) {
        if (!found.contains(mark)) {
            notebook.write(mark);
        }
    }

    @Test
    void damageOfTheSecondCrash_amongMoreThanFiftyStates_isFound() {
        Verdict verdict = explore(delivery -> {
            List<String> found = List.copyOf(notebook.lines());
            mark(found.contains("again") ? "damage" : found.contains("begun") ? "again" : "begun", found);
            writeTheRest(found);
            notebook.erase("begun");
            notebook.erase("again");
        });

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 crash after notebook write begun #1; D2 crash after notebook write again #1; D3");
    }

    /** Each delivery leaves its mark until the work is done; one that finds four of them does something else. */
    private Verdict count(String afterFour, int schedules) {
        Job job = delivery -> {
            List<String> found = List.copyOf(notebook.lines());
            List<String> tries =
                    found.stream().filter(line -> line.startsWith("try")).toList();
            String latest = tries.isEmpty() ? "try" : tries.get(tries.size() - 1) + "!";
            mark(tries.size() < 4 ? latest : afterFour, found);
            mark("done", found);
            List.copyOf(notebook.lines()).stream()
                    .filter(line -> line.startsWith("try"))
                    .sorted(Comparator.reverseOrder())
                    .forEach(notebook::erase);
        };
        return RunsTwice.job("Import", job)
                .watching(notebook)
                .within(Bounds.standard().oneAtATime().schedules(schedules))
                .explore();
    }

    @Test
    void damageOfTheFifthDelivery_isBeyondTheUsualDepth_andFoundByWhoAllowsMoreSchedules() {
        Verdict usual = count("damage", 5_000);

        assertThat(usual.isSafe()).as(usual.toString()).isTrue();
        assertThat(usual.certificate()).contains("up to 3 crashes (does not close");
        assertThat(count("damage", 20_000).isUnsafe()).isTrue();
    }

    @Test
    void counterThatEnds_closesWithMoreSchedules() {
        Verdict verdict = count("try", 20_000);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).as(verdict.certificate()).isTrue();
        assertThat(verdict.certificate()).contains("any number of crashes (", "states, closed)");
    }

    /** Crashes come to an end within the bound, messages that are lost between them do not. */
    @Test
    void moreThanFiftyStates_close_andWhatTheBoundCutsIsSaid() {
        Verdict verdict = RunsTwice.job("Import", delivery -> writeTheRest(List.copyOf(notebook.lines())))
                .watching(notebook)
                .within(Bounds.standard().oneAtATime().schedules(2_000))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isFalse();
        assertThat(verdict.certificate())
                .contains("any number of crashes (" + (MANY + 1) + " states, closed)")
                .contains(
                        "not complete: messages lost after more than 1 crash were cut: 52 states and no end within 2000 runs");
    }

    /**
     * A lease that outlives the last redelivery, and a delivery that changes something when it refuses. A delivery that
     * comes late after that and refuses is stuck; one that dies instead leaves the same state, and gets all
     * redeliveries anew. What the next delivery does is the same all the same.
     */
    @Test
    void deliveriesThatRefuse_haveOneRedeliveryLess_andAreTheSameStateAllTheSame() {
        notebook.whenTimePasses(() -> {
            notebook.replace("old lease", "lapsed lease");
            notebook.replace("lease", "old lease");
        });
        Verdict verdict = explore(delivery -> {
            if (notebook.has("lease") || notebook.has("old lease")) {
                notebook.writeUnlessThere("refused");
                throw new IllegalStateException("leased");
            }
            if (notebook.has("lapsed lease")) {
                notebook.erase("lapsed lease");
            }
            notebook.write("lease");
            for (int bill = 0; bill < BILLS; bill++) {
                notebook.writeUnlessThere("bill " + bill); // some of these merges are run by the hash of their text
            }
            notebook.erase("lease");
            if (notebook.has("refused")) {
                notebook.erase("refused");
            }
        });

        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.STUCK);
        assertThat(verdict.coverage().missing())
                .containsExactly("the rest comes when crashes and single losses are safe");
    }

    @Test
    void tableThatGrowsWithEachDelivery_isNamed() throws SQLException {
        Database db = Database.watching(On.H2.fresh(List.of(
                        "create table audit_log (id int generated always as identity primary key, what varchar(9))",
                        "create table charges (id int primary key, amount int)")))
                .notComparing("audit_log");
        Verdict verdict = RunsTwice.job("Charge", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        Sql sql = new Sql(connection);
                        sql.one("insert into audit_log (what) values ('begun')");
                        sql.one("merge into charges values (42, 1999)");
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("up to 3 crashes (does not close: db audit_log grows)");
    }
}
