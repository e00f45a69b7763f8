package io.runstwice.examples.chargeinvoice;

import io.runstwice.RunsTwice;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The repaired job, with any invoice and under generated schedules. */
class ChargeInvoicePropertyTests {

    private final Database db = Database.watching(() -> TestPostgres.database(ChargeInvoicePropertyTests.class));
    private final HttpService gateway = TestGateway.stripeLike();

    @Property(tries = 10)
    void chargedOnce(
            @ForAll @LongRange(min = 1) long invoice,
            @ForAll @IntRange(min = 1, max = 100_000) int cents,
            @ForAll Schedule schedule) {
        RunsTwice.job("invoice", delivery -> new FixedChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(invoice))
                .given(() -> db.execute("INSERT INTO invoices (id, total_cents) VALUES (?, ?)", invoice, cents))
                .watching(db, gateway)
                .replay(schedule)
                .explore()
                .orThrow();
    }
}
