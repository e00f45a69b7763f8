package io.runstwice.examples.chargeinvoice;

import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.RunsTwiceSafely;
import io.runstwice.junit.Watched;
import org.junit.jupiter.api.BeforeEach;

// region test
class ChargeInvoiceSafetyTests {

    @Watched
    static final Database db = Database.watching(() -> TestPostgres.database(ChargeInvoiceSafetyTests.class));

    @Watched
    static final HttpService gateway = HttpService.stripeLike();

    @BeforeEach
    void anUnpaidInvoice() {
        db.execute("INSERT INTO invoices (id, total_cents) VALUES (42, 1999)");
    }

    @RunsTwiceSafely
    void chargesTheInvoiceOnce() throws Exception {
        new AsTheArticleChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42);
    }

    @RunsTwiceSafely(redeliveredWithin = "25 hours")
    void chargesTheInvoiceOnce_alsoOnTheNextDay() throws Exception {
        new FixedChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42);
    }
}
// endregion
