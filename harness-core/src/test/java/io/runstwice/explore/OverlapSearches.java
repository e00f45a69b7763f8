package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.run.Step;
import io.runstwice.run.Workload;
import io.runstwice.world.Column;
import io.runstwice.world.Interaction;
import io.runstwice.world.Resource;
import io.runstwice.world.Row;
import io.runstwice.world.Table;
import io.runstwice.world.World;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Searches over two copies of a {@link GeneratedOverlap} on a real PostgreSQL and an HTTP service. */
final class OverlapSearches implements AutoCloseable {

    private static final Bounds BOUNDS = Bounds.standard().guard(Duration.ofMinutes(20));

    private final Database database;
    private final HttpService gateway = HttpService.stripeLike();
    private final OtherFootprints footprints = new OtherFootprints();
    private final RunEnvironment environment = new RunEnvironment();
    private final World world;

    /**
     * What a search came to.
     *
     * @param kinds of violation
     * @param outcomes each with the fewest preemptions that lead to it
     * @param ended whether nothing was left to be run
     */
    record Found(Set<Violation.Kind> kinds, Map<List<String>, Integer> outcomes, int runs, boolean ended) {}

    /** Asks about a job whose baseline could be judged. */
    interface Question<T> extends BiFunction<Runner, CheckedBaseline, T> {}

    /**
     * @param name of the PostgreSQL database
     */
    OverlapSearches(String name) {
        database = Database.watching(Postgres.database(name, OverlapDelivery.SCHEMA));
        Map<String, Resource> resources = new LinkedHashMap<>();
        resources.put("db", footprints.of(database));
        resources.put("gateway", gateway);
        world = new World(resources);
        world.open(environment::gate);
        OverlapDelivery.GIVEN.forEach(database::execute);
    }

    @Override
    public void close() {
        OverlapDelivery.CLEARED.forEach(database::execute);
        world.close();
    }

    /** From now on the searches take the statements' footprints for these. */
    void takeFootprintsFor(UnaryOperator<Interaction> others) {
        footprints.are(others);
    }

    /** Jobs that cannot be judged say nothing, and are left out. */
    <T> Optional<T> aboutDrawn(GeneratedOverlap job, Question<Optional<T>> question) {
        try {
            return about(job, question);
        } catch (Inconclusive unfit) {
            return Optional.empty();
        }
    }

    <T> T about(GeneratedOverlap job, Question<T> question) {
        environment.begin();
        Runner runner = new Runner(
                environment,
                world,
                Workload.of(attempt -> job.perform(database.dataSource(), gateway.uri())),
                BOUNDS.deliveryWithin(),
                BOUNDS.redeliveredWithin());
        try {
            return question.apply(runner, new DeterminismCheck(runner, world).pass());
        } finally {
            runner.restore();
        }
    }

    /**
     * Runs every order of two copies that is not left out.
     *
     * @param mostRuns after so many it is given up
     */
    Found search(Runner runner, CheckedBaseline baseline, Reduction reduction, int mostRuns) {
        ExplorationContext context = inquiry(runner, baseline);
        Interleavings all =
                new Interleavings(context, runner.root(), Participants.copies(1, 2), seen(baseline.run()), reduction);
        Map<List<String>, Integer> outcomes = new HashMap<>();
        int runs = 0;
        while (!all.isExhausted() && runs < mostRuns) {
            int preemptions = all.nextPreemptions();
            outcomes.putIfAbsent(outcome(all.step()), preemptions);
            runs++;
        }
        Set<Violation.Kind> kinds = EnumSet.noneOf(Violation.Kind.class);
        context.findings().forEach(finding -> kinds.add(finding.violation().kind()));
        return new Found(kinds, outcomes, runs, all.isExhausted());
    }

    ExplorationContext inquiry(Runner runner, CheckedBaseline baseline) {
        return new ExplorationContext(
                "job", world, environment, runner, baseline.ends(), BOUNDS, Deadline.in(BOUNDS.guard()));
    }

    /** What is known when a search begins: what one delivery does alone. */
    static KnownFootprints seen(Run alone) {
        KnownFootprints footprints = new KnownFootprints();
        alone.interactions(1).forEach(step -> footprints.add(Move.of(step, true)));
        return footprints;
    }

    /**
     * What a run came to, generated values and times left aside, and whatever the deliveries are called: copies can be
     * exchanged.
     */
    private static List<String> outcome(Run run) {
        List<String> lines = new ArrayList<>();
        for (Table table : run.state().tables()) {
            table.rows().forEach(row -> lines.add(table.name() + values(table, row)));
        }
        run.steps().stream()
                .filter(Step.Ended.class::isInstance)
                .map(step -> ((Step.Ended) step).ending())
                .forEach(ending -> lines.add(ending.getClass().getSimpleName()
                        + (ending instanceof Ending.Threw threw ? sqlState(threw.failure()) : "")));
        return lines.stream().sorted().toList();
    }

    private static String sqlState(Throwable failure) {
        return failure instanceof SQLException refused ? " " + refused.getSQLState() : "";
    }

    private static List<String> values(Table table, Row row) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> table.columns().get(i).kind() == Column.Kind.VALUE
                        || table.columns().get(i).kind() == Column.Kind.NUMBER)
                .mapToObj(i -> String.valueOf(row.cells().get(i)))
                .toList();
    }
}
