package io.runstwice.examples.bench;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.chargeuser.BrokenChargeUserJob;
import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Schedules per second, and what they cost against a loop written by hand: {@code mvn -q -Pbench verify}. Runs all
 * parts, or those that {@code -Dbench.parts=tiers,charge} names.
 */
public final class Bench {

    static final List<String> ROWS = List.of(
            "INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')",
            "INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, 1999), (2, 7, 2), (3, 7, 3), (4, 7, 4), (5, 7, 5)");

    /**
     * One switch: a few hundred schedules of every family. Any number of them are 2,000, and half a minute for each of
     * the six explorations.
     */
    private static final Bounds BOUNDS = Bounds.standard().preemptions(1);

    private static final double SECONDS = 5;
    private static final int ROUNDS = 4;

    private final Steps job;
    private final DataSource harnessed;
    private final DataSource plain;

    private Bench(Postgres postgres, String name, Steps job) {
        this.job = job;
        this.harnessed = postgres.database(name + "_harness", BrokenChargeUserJob.class);
        this.plain = postgres.database(name + "_plain", BrokenChargeUserJob.class);
    }

    public static void main(String... arguments) throws Exception {
        List<String> asked = Stream.of(arguments)
                .flatMap(argument -> Stream.of(argument.split(",")))
                .filter(name -> !name.equals("all"))
                .toList();
        if (!Part.NAMES.containsAll(asked)) {
            throw new IllegalArgumentException("the parts of the bench are " + Part.NAMES + ", not " + asked);
        }
        try (Postgres postgres = Postgres.start()) {
            for (Part part : Part.values()) {
                if (asked.isEmpty() || asked.contains(part.name)) {
                    part.measurement.run(postgres);
                }
            }
        }
    }

    /** What is measured, in this order. */
    private enum Part {
        PROPERTIES("properties", Properties::run),
        TOXICS("toxics", postgres -> Toxics.run()),
        ROWS("rows", ManyRows::run),
        LEFT_OUT("left-out", postgres -> LeftOut.run()),
        INTERLEAVED("interleaved", Interleaved::run),
        LOCK_WAITS("lock-waits", LockWaits::run),
        TIERS("tiers", Tiers::run),
        CHARGE("charge", postgres -> new Bench(postgres, "charge", Steps.charge()).run()),
        CLIENTS("clients", postgres -> new Bench(postgres, "clients", Steps.clientPerDelivery()).run()),
        FIRST_FAILURE("first-failure", FirstFailures::run),
        STATEMENTS("statements", postgres -> new Bench(postgres, "statements", Steps.statements()).run());

        static final List<String> NAMES =
                Stream.of(values()).map(part -> part.name).toList();

        private final String name;
        private final Measurement measurement;

        Part(String name, Measurement measurement) {
            this.name = name;
            this.measurement = measurement;
        }
    }

    private interface Measurement {
        void run(Postgres postgres) throws Exception;
    }

    private void run() throws Exception {
        measured(SECONDS / 2);
        Measured harness = Measured.NOTHING;
        double byHand = 0;
        try (HandWritten loop = new HandWritten(plain)) {
            for (int round = 0; round < ROUNDS; round++) { // in turn, so that what else the machine does hits both
                Measured now = measured(SECONDS / ROUNDS);
                if (round == 0) {
                    loop.seconds(job, now.deliveries(), now.schedules());
                }
                byHand += loop.seconds(job, now.deliveries(), now.schedules());
                harness = harness.and(now);
            }
        }
        System.out.printf(Locale.ROOT, "%s%n", job.name());
        System.out.printf(
                Locale.ROOT, "    harness            %,7.0f schedules/s%n", harness.schedules() / harness.seconds());
        System.out.printf(Locale.ROOT, "    by hand            %,7.0f schedules/s%n", harness.schedules() / byHand);
        System.out.printf(Locale.ROOT, "    cost ratio         %7.2f%n", harness.seconds() / byHand);
        System.out.printf(
                Locale.ROOT,
                "    one exploration    %,7d schedules, %.1f deliveries each%n",
                harness.schedules() / harness.explorations(),
                (double) harness.deliveries().size() / harness.schedules());
        System.out.printf(Locale.ROOT, "%s%n", whereTheTimeGoes());
    }

    private record Measured(int explorations, int schedules, List<Integer> deliveries, double seconds) {

        static final Measured NOTHING = new Measured(0, 0, List.of(), 0);

        Measured and(Measured other) {
            return new Measured(
                    explorations + other.explorations,
                    schedules + other.schedules,
                    Stream.concat(deliveries.stream(), other.deliveries.stream())
                            .toList(),
                    seconds + other.seconds);
        }
    }

    private Measured measured(double seconds) {
        List<Integer> deliveries = Collections.synchronizedList(new ArrayList<>());
        int schedules = 0;
        int explorations = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < seconds * 1e9) {
            schedules += explore(deliveries, UnaryOperator.identity(), new Timeline());
            explorations++;
        }
        return new Measured(explorations, schedules, List.copyOf(deliveries), (System.nanoTime() - begin) / 1e9);
    }

    private String whereTheTimeGoes() {
        Timeline timeline = new Timeline();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < SECONDS * 1e9) {
            explore(new ArrayList<>(), resource -> new Timed(resource, timeline), timeline);
        }
        return timeline.table();
    }

    private int explore(List<Integer> deliveries, UnaryOperator<Resource> watched, Timeline timeline) {
        Database db = Database.watching(harnessed);
        HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));
        Verdict verdict = RunsTwice.job(job.name(), delivery -> deliver(db, gateway, deliveries, timeline))
                .given(() -> ROWS.forEach(db::execute))
                .watching("db", watched.apply(db))
                .watching("gateway", watched.apply(gateway))
                .within(BOUNDS)
                .explore();
        verdict.orThrow();
        return verdict.coverage().explored();
    }

    private void deliver(Database db, HttpService service, List<Integer> deliveries, Timeline timeline)
            throws Exception {
        timeline.event("begin job");
        int done = 0;
        try (Connection connection = db.dataSource().getConnection()) {
            Gateway gateway = new Gateway(service.uri());
            for (Steps.Step step : job.steps()) {
                step.run(connection, gateway);
                done++;
            }
        } finally {
            deliveries.add(done);
            timeline.event("end job");
        }
    }
}
