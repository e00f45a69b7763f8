package io.runstwice.examples.i21numbers;

import static io.runstwice.assertj.RunsTwiceAssertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Guard;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.histories.Ledger;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As it was: two orders in two workers, and one number for both. On PostgreSQL. */
@Tag("exhaustive")
class InvoiceHistoryTests {

    private final Database db = Database.watching(() -> TestPostgres.database(Ledger.class));

    private RunsTwice orders(RunsTwice.Handler<String> job) {
        return RunsTwice.history("InvoiceJob", List.of("o-7", "o-8"), job)
                .given(() -> db.execute("INSERT INTO counters (year_of_issue, next_number) VALUES (2026, 118)"))
                .watching("db", db);
    }

    @Test
    void secondOrderBetweenReadAndWrite_getsTheSameNumber() {
        Verdict verdict = orders((order, delivery) -> new BrokenInvoiceJob(db.dataSource()).perform(order, 2026))
                .always("every invoice has a number of its own", () -> Long.valueOf(0)
                        .equals(db.query("SELECT count(*) - count(DISTINCT number) FROM invoices")))
                .replay(Schedule.parse("D1 of #1 pause before db INSERT invoices #1; D2 of #2; D1"))
                .explore();

        assertThat(verdict).isUnsafe().withLostEffectOn("db counters");
        org.assertj.core.api.Assertions.assertThat(verdict.toString())
                .contains("broken: every invoice has a number of its own");
    }

    @Test
    void counterHeldToTheCommit_everyOrderHasItsNumber() {
        assertThat(orders((order, delivery) -> new FixedInvoiceJob(db.dataSource()).perform(order, 2026))
                        .within(Bounds.standard())
                        .explore())
                .isSafe()
                .exploredCompletely();
    }

    /** Two deliveries of one order then both find that it has no invoice. */
    @Test
    @Tag("proof")
    void counterNotHeld_theLockIsNeeded() {
        orders((order, delivery) -> new FixedInvoiceJob(db.dataSource()).perform(order, 2026))
                .withoutGuard(Guard.rowLocks("db"))
                .orThrow();
    }
}
