package io.runstwice.examples.bench;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.examples.chargeuser.BrokenChargeUserJob;
import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** What each tier costs: the same job, every fault of single deliveries. */
final class Tiers {

    /** The job of the first bench, by its name. */
    public static final class Charge implements Job {

        static final AtomicInteger DELIVERIES = new AtomicInteger();

        @Override
        public void perform(Delivery delivery) throws Exception {
            DELIVERIES.incrementAndGet();
            try (Connection connection =
                    delivery.watched("db", Database.class).dataSource().getConnection()) {
                Gateway gateway = new Gateway(
                        delivery.watched("gateway", HttpService.class).uri());
                for (Steps.Step step : Steps.charge().steps()) {
                    step.run(connection, gateway);
                }
            }
        }
    }

    private final DataSource source;

    /** Of one exploration: each is a process in the last tier, and each process ends by a SIGKILL. */
    private int deliveries;

    private Tiers(DataSource source) {
        this.source = source;
    }

    static void run(Postgres postgres) {
        Tiers tiers = new Tiers(postgres.database("tiers", BrokenChargeUserJob.class));
        int before = Charge.DELIVERIES.get();
        tiers.explore(Tier.THREAD);
        tiers.deliveries = Charge.DELIVERIES.get() - before;
        tiers.measure(Tier.THREAD, 5);
        tiers.measure(Tier.CLASSLOADER, 1);
        tiers.measure(Tier.PROCESS, 1);
    }

    private void measure(Tier tier, int times) {
        long begin = System.nanoTime();
        int schedules = 0;
        for (int i = 0; i < times; i++) {
            schedules += explore(tier);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "tier %-12s %,9.1f schedules/s", tier, schedules / seconds);
        if (tier == Tier.PROCESS) {
            System.out.printf(Locale.ROOT, "   %.1f real SIGKILLs/s", times * deliveries / seconds);
        }
        System.out.printf("%n");
    }

    private int explore(Tier tier) {
        Database db = Database.watching(source);
        HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));
        Verdict verdict = RunsTwice.job(Charge.class)
                .given(() -> Bench.ROWS.forEach(db::execute))
                .watching("db", db)
                .watching("gateway", gateway)
                .within(Bounds.standard().copies(1).preemptions(0).guard(Duration.ofMinutes(10)))
                .tier(tier)
                .explore();
        verdict.orThrow();
        return verdict.coverage().explored();
    }
}
