package io.runstwice.examples.bench;

import io.runstwice.FirstFailure;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.EveryExample;
import io.runstwice.examples.support.Postgres;
import io.runstwice.examples.support.Sql;
import io.runstwice.explore.GeneratedJob;
import io.runstwice.explore.Tally;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/**
 * How soon the first violation of an unsafe job is found: schedules run until then, and time since the exploration was
 * asked for, the baselines included. Of the broken examples, and of jobs drawn from a seed; each is explored twice, and
 * the second time counts.
 */
final class FirstFailures {

    private static final int GENERATED = 40;
    private static final int STEPS = 3;

    /** What one unsafe job needed. */
    private record Needed(int schedules, double millis) {}

    private FirstFailures() {}

    static void run(Postgres postgres) throws SQLException {
        tell(
                "broken examples",
                EveryExample.scenarios().stream()
                        .filter(scenario -> !scenario.name().startsWith("Fixed")) // safe, and long
                        .map(scenario -> (Supplier<Verdict>) scenario::explore)
                        .toList());
        DataSource source = postgres.database("first_failures");
        try (Connection connection = source.getConnection()) {
            for (String table : GeneratedJob.SCHEMA) {
                Sql.update(connection, table);
            }
        }
        tell(
                "generated jobs",
                LongStream.range(0, GENERATED)
                        .mapToObj(seed -> (Supplier<Verdict>) () -> explore(seed, source))
                        .toList());
    }

    private static Verdict explore(long seed, DataSource source) {
        Database db = Database.watching(source);
        HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));
        GeneratedJob job = new GeneratedJob(seed, STEPS);
        return RunsTwice.job("generated", delivery -> job.perform(db.dataSource(), gateway.uri()))
                .given(() -> db.execute(GeneratedJob.GIVEN))
                .watching("db", db)
                .watching("gateway", gateway)
                .explore();
    }

    private static void tell(String name, List<Supplier<Verdict>> explorations) {
        List<Supplier<Verdict>> unsafe = explorations.stream()
                .filter(exploration -> exploration.get().isUnsafe())
                .toList();
        List<Needed> needed = new ArrayList<>();
        for (Supplier<Verdict> exploration : unsafe) {
            long begin = System.nanoTime();
            Tally.First first = FirstFailure.of(exploration.get()).orElseThrow();
            needed.add(new Needed(first.schedules(), (first.at() - begin) / 1e6));
        }
        System.out.printf(
                Locale.ROOT,
                "first failure, %-16s %3d jobs: median %,3.0f schedules, %,6.0f ms (aim: at most 8 and 50)%n",
                name,
                needed.size(),
                median(needed, Needed::schedules),
                median(needed, Needed::millis));
    }

    private static double median(List<Needed> all, ToDoubleFunction<Needed> of) {
        double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
