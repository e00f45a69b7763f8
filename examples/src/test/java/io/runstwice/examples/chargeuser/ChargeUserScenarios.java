package io.runstwice.examples.chargeuser;

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

/** Ann, customer cus_7, is to be charged 19.99. */
public final class ChargeUserScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(ChargeUserScenarios.class);
    private final HttpService.StripeLike gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                "BrokenChargeUserJob",
                delivery -> new BrokenChargeUserJob(db.dataSource(), gateway.uri()).perform(7, 1999),
                this::given,
                world);
    }

    Scenario asTheArticle() {
        return new Scenario(
                "AsTheArticleChargeUserJob",
                delivery -> new AsTheArticleChargeUserJob(db.dataSource(), gateway.uri()).perform(1),
                this::given,
                world);
    }

    Scenario fixed() {
        return new Scenario(
                "FixedChargeUserJob",
                delivery -> new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1),
                this::given,
                world);
    }

    Scenario confirming() {
        return new Scenario(
                "ConfirmingChargeUserJob",
                delivery -> new ConfirmingChargeUserJob(db.dataSource(), gateway.uri()).perform(1),
                this::givenAnIntent,
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
                fixed().redeliveredWithin(keyIsForgotten),
                fixed().redeliveredWithin(keyIsForgotten).killedAfter(Duration.ofMinutes(15)),
                confirming().redeliveredWithin(keyIsForgotten));
    }

    private void given() {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, 1999)");
    }

    private void givenAnIntent() {
        given();
        String intent = gateway.create(
                "payment_intents",
                Map.of("amount", 1999, "currency", "usd", "customer", "cus_7", "payment_method", "pm_card_visa"));
        db.execute("UPDATE charge_requests SET payment_intent_id = ?", intent);
    }
}
