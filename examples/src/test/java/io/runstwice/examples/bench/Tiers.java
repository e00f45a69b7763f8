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

    /** What holds an HTTP client and a mapper, and no more of the job than that. */
    private static final String[] SHARED = {"com.fasterxml.jackson", "io.runstwice.examples.support"};

    private static final int WARM = 5;
    private static final int ROUNDS = 5;

    private int schedules;

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
        for (int warm = 0; warm < WARM; warm++) {
            tiers.explore(Tier.THREAD);
            tiers.explore(Tier.CLASSLOADER, SHARED);
        }
        double threads = 0;
        double loaders = 0;
        for (int round = 0; round < ROUNDS; round++) { // in turn, so that what else the machine does hits both
            threads += tiers.seconds(Tier.THREAD);
            loaders += tiers.seconds(Tier.CLASSLOADER, SHARED);
        }
        tiers.tell("THREAD", ROUNDS, threads);
        tiers.tell("CLASSLOADER, libraries shared", ROUNDS, loaders);
        System.out.printf(Locale.ROOT, "    cost ratio %34.2f%n", loaders / threads);
        tiers.tell("CLASSLOADER", 1, tiers.seconds(Tier.CLASSLOADER));
        double processes = tiers.seconds(Tier.PROCESS);
        tiers.tell("PROCESS", 1, processes);
        System.out.printf(Locale.ROOT, "    %.1f real SIGKILLs/s%n%n", tiers.deliveries / processes);
    }

    private double seconds(Tier tier, String... shared) {
        long begin = System.nanoTime();
        schedules = explore(tier, shared);
        return (System.nanoTime() - begin) / 1e9;
    }

    private void tell(String name, int times, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "tier %-30s %,9.1f schedules/s %,9.1f deliveries/s%n",
                name,
                times * schedules / seconds,
                times * deliveries / seconds);
    }

    private int explore(Tier tier, String... shared) {
        Database db = Database.watching(source);
        HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));
        Verdict verdict = RunsTwice.job(Charge.class)
                .given(() -> Bench.ROWS.forEach(db::execute))
                .watching("db", db)
                .watching("gateway", gateway)
                .within(Bounds.standard().copies(1).preemptions(0).guard(Duration.ofMinutes(10)))
                .tier(tier)
                .sharing(shared)
                .explore();
        if (!verdict
                .isSafe()) { // on JDK 17 the threads of forgotten HTTP clients live on for a minute, and are too many
            System.out.println("not all was explored: " + verdict.reason().orElseGet(verdict::toString));
        }
        return verdict.coverage().explored();
    }
}
