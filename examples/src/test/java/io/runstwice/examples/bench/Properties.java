package io.runstwice.examples.bench;

import io.runstwice.RunsTwice;
import io.runstwice.examples.chargeuser.BrokenChargeUserJob;
import io.runstwice.examples.chargeuser.FixedChargeUserJob;
import io.runstwice.examples.support.Postgres;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What jqwik costs: a property against the builder, which runs the same samples in the same order. */
final class Properties {

    /** What a try is given. */
    record Sample(int cents, Schedule schedule) {}

    private static final int ROUNDS = 4;
    private static final List<Sample> SAMPLES = new ArrayList<>();
    private static final ThreadLocal<Properties> NOW = new ThreadLocal<>();

    private final Database db;
    private final HttpService gateway = TestGateway.stripeLike();

    private Properties(Postgres postgres) {
        this.db = Database.watching(postgres.database("properties", BrokenChargeUserJob.class));
    }

    static void run(Postgres postgres) {
        Properties bench = new Properties(postgres);
        NOW.set(bench);
        double property = 0;
        double builder = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            double asked = bench.seconds(bench::property);
            double looped = bench.seconds(() -> SAMPLES.forEach(bench::explore));
            if (round > 0) { // the first one warms up
                property += asked;
                builder += looped;
            }
        }
        System.out.printf(Locale.ROOT, "properties%n");
        System.out.printf(Locale.ROOT, "    tries                %,5d × %d%n", SAMPLES.size(), ROUNDS);
        System.out.printf(Locale.ROOT, "    builder            %,7.0f tries/s%n", ROUNDS * SAMPLES.size() / builder);
        System.out.printf(Locale.ROOT, "    jqwik              %,7.0f tries/s%n", ROUNDS * SAMPLES.size() / property);
        System.out.printf(Locale.ROOT, "    cost ratio         %7.2f (aim: at most 1.30)%n%n", property / builder);
    }

    /** Called by the property. */
    static void tried(Sample sample) {
        SAMPLES.add(sample);
        NOW.get().explore(sample);
    }

    private void property() {
        SAMPLES.clear();
        EngineTestKit.engine("jqwik")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.database", "target/jqwik-database-of-bench")
                .selectors(DiscoverySelectors.selectClass(PropertyTestCases.class))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.succeeded(1).failed(0));
    }

    private void explore(Sample sample) {
        RunsTwice.job("charge", delivery -> new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1))
                .given(() -> request(sample.cents()))
                .watching(db, gateway)
                .replay(sample.schedule())
                .explore()
                .orThrow();
    }

    private void request(int cents) {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, ?)", cents);
    }

    private double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
