package io.runstwice.examples.chargeinvoice;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An unpaid invoice of 19.99. */
public final class ChargeInvoiceScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(ChargeInvoiceScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenChargeInvoiceJob",
                delivery -> new BrokenChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42),
                this::given,
                world);
    }

    Scenario asTheArticle() {
        return new Scenario(
                "AsTheArticleChargeInvoiceJob",
                delivery -> new AsTheArticleChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedChargeInvoiceJob",
                delivery -> new FixedChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42),
                this::given,
                world);
    }

    @Override
    public List<Scenario> all() {
        Duration keyIsForgotten = Duration.ofHours(25);
        return List.of(
                broken(),
                asTheArticle(),
                asTheArticle().redeliveredWithin(keyIsForgotten),
                fixed(),
                fixed().redeliveredWithin(keyIsForgotten));
    }

    private void given() {
        db.execute("INSERT INTO invoices (id, total_cents) VALUES (42, 1999)");
    }
}
