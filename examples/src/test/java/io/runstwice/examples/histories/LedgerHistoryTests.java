package io.runstwice.examples.histories;

import static io.runstwice.assertj.RunsTwiceAssertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.histories.Ledger.Entry;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A charge and its refund: two messages that both have to take effect, once each, in whatever order they come. */
@Tag("exhaustive")
class LedgerHistoryTests {

    private final Database db = Database.watching(() -> TestPostgres.database(Ledger.class));

    private Verdict explore(RunsTwice.Handler<Entry> job) {
        Entry charge = new Entry("charge-42", "order-42", 1999);
        Entry refund = new Entry("refund-42", "order-42", -1999);
        // region a history of two messages
        return RunsTwice.history("LedgerJob", List.of(charge, refund), job)
                .given(() -> db.execute("INSERT INTO accounts (order_id, cents) VALUES ('order-42', 0)"))
                .watching("db", db)
                .everyMessageTakesEffect()
                .explore();
        // endregion
    }

    @Test
    void bookedOncePerOrder_theRefundIsTakenForTheCharge() {
        assertThat(explore((entry, delivery) -> new Ledger(db.dataSource()).bookOncePerOrder(entry)))
                .isUnsafe()
                .withLostEffectOn("db entries")
                .firstShownBy("D1 of #1; D2 of #2");
    }

    @Test
    void bookedOncePerEntry_isSafe() {
        assertThat(explore((entry, delivery) -> new Ledger(db.dataSource()).bookOncePerEntry(entry)))
                .isSafe()
                .exploredCompletely();
    }
}
