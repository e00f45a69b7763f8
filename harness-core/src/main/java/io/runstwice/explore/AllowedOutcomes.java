package io.runstwice.explore;

import io.runstwice.judge.Judge;
import io.runstwice.judge.Observation;
import io.runstwice.judge.Trace;
import io.runstwice.judge.Unfit;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.schedule.Turn;
import io.runstwice.world.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The final states that a run may have: those of the serial orders of what took place in it. Without actors and other
 * messages that is the baseline's.
 *
 * <p>Few baselines may agree by accident on a character of a random token. So before a violation counts that shows such
 * a text, more runs without any fault have to leave the text alone. And they all lie within one minute, mostly: a time
 * that is the same in all of them may move with the next one.
 */
final class AllowedOutcomes {

    /**
     * Two tokens of 32 hexadecimal digits agree at some place in each of four runs in 0.8 % of jobs, in each of twelve
     * in none.
     */
    private static final int MORE = 8;

    /**
     * The most baseline runs that are added because keys came to characters at which the baselines had agreed. A
     * character that means something never varies.
     */
    private static final int MOST_TIMES = 8;

    private final Runner runner;
    private final BaselineRuns baselines;
    private final Deadline deadline;
    private final Map<List<Turn>, Optional<Judge>> ends = new LinkedHashMap<>();
    private boolean learnt;
    private int keptUp;

    /**
     * A run that ends like none of them.
     *
     * @param violation how it differs from the order that is nearest to it
     * @param nearest that order
     */
    record Mismatch(Violation violation, List<Turn> nearest) {}

    AllowedOutcomes(Runner runner, BaselineRuns baselines, Deadline deadline) {
        this.runner = runner;
        this.baselines = baselines;
        this.deadline = deadline;
    }

    /**
     * Adds an order, and learns the clocks of columns from it too; the order of the baseline comes first. An order in
     * which a worker fails does not count.
     */
    void learn(List<Turn> order) {
        if (ends.isEmpty() || baselines.succeeds(order)) {
            ends.put(order, Optional.of(baselines.learn(order)));
        }
    }

    /** Knows the end of the baseline. */
    Judge baseline() {
        return ends.values().iterator().next().orElseThrow();
    }

    /**
     * The difference of a run to the allowed outcomes, if there is one.
     *
     * @param accepted the resources of which another legal state holds now; asked only if there is a difference
     */
    Optional<Mismatch> mismatch(Run run, Supplier<Set<String>> accepted) {
        List<List<Turn>> orders = orders(run);
        boolean moved = mayHaveMovedFor(run, orders);
        if (!moved && isKnown(run, orders)) {
            return Optional.empty();
        }
        Set<String> dropped = accepted.get(); // while the world is as the run left it: from here on it may run again
        if (moved) {
            learnOneMore();
        }
        return mismatch(run, orders, dropped);
    }

    /**
     * Keys that count, or hold the time, have come to characters at which the baselines agreed: one more run without
     * any fault tells, so that states which differ in these alone are one.
     */
    void keepUpWith(State memory) {
        if (keptUp < MOST_TIMES && baseline().tokenKeys().areOutgrownIn(memory)) {
            keptUp++;
            learnOneMore();
        }
    }

    /**
     * Ids that count, or hold the time, have by now other characters where the baselines agree: one more run without
     * any fault has them too.
     */
    private boolean mayHaveCountedOnFor(Run run, List<List<Turn>> orders, Set<String> accepted) {
        return run.settled()
                && judges(orders).stream().anyMatch(judge -> {
                    Trace trace = judge.needsTraces() ? Traces.of(run) : Trace.UNKNOWN;
                    return judge.mayHaveCountedOnFor(words().observationOf(run), accepted, trace);
                });
    }

    private boolean isKnown(Run run, List<List<Turn>> orders) {
        return orders.stream()
                .filter(ends::containsKey)
                .flatMap(order -> end(order).stream())
                .anyMatch(judge -> judged(judge, run, Set.of()).isEmpty());
    }

    private Optional<Mismatch> mismatch(Run run, List<List<Turn>> orders, Set<String> accepted) {
        Optional<Mismatch> mismatch = nearest(run, orders, accepted);
        if (mismatch.filter(found -> mayRestOnAnAccident(found, orders)).isPresent()) {
            learnMore();
            mismatch = nearest(run, orders, accepted);
        }
        if (mismatch.isPresent() && mayHaveCountedOnFor(run, orders, accepted)) {
            learnOneMore();
            return nearest(run, orders, accepted);
        }
        return mismatch;
    }

    /** Orders that are known already come first. */
    private List<List<Turn>> orders(Run run) {
        if (ends.size() == 1 && isAlone()) {
            return List.copyOf(ends.keySet());
        }
        List<List<Turn>> orders =
                new ArrayList<>(ActHistory.of(run, runner.messages().size()).orders());
        orders.sort(Comparator.comparingInt(order -> ends.containsKey(order) ? 0 : 1));
        return orders;
    }

    private boolean isAlone() {
        return runner.actors().isEmpty() && runner.messages().size() == 1;
    }

    private Optional<Mismatch> nearest(Run run, List<List<Turn>> orders, Set<String> accepted) {
        List<Mismatch> all = new ArrayList<>();
        for (List<Turn> order : orders) {
            Optional<Judge> judge = end(order);
            if (judge.isPresent()) {
                Optional<Violation> violation = judged(judge.get(), run, accepted);
                if (violation.isEmpty()) {
                    return Optional.empty();
                }
                all.add(new Mismatch(violation.get(), order));
            }
        }
        return all.isEmpty()
                ? judged(baseline(), run, accepted).map(found -> new Mismatch(found, orders.get(0)))
                : all.stream()
                        .min(Comparator.comparingInt(found -> found.violation().rows()));
    }

    private Optional<Judge> end(List<Turn> order) {
        if (!ends.containsKey(order)) {
            ends.put(order, baselines.succeeds(order) ? Optional.of(baselines.judge(order)) : Optional.empty());
        }
        return ends.get(order);
    }

    private Optional<Violation> judged(Judge by, Run run, Set<String> accepted) {
        Trace trace = by.needsTraces() ? Traces.of(run) : Trace.UNKNOWN;
        return deadline.within(
                "comparing", run.state(), () -> by.judge(words().observationOf(run), run.settled(), accepted, trace));
    }

    private boolean mayRestOnAnAccident(Mismatch mismatch, List<List<Turn>> orders) {
        return !learnt && judges(orders).stream().anyMatch(judge -> judge.restsOnTokens(mismatch.violation()));
    }

    private List<Judge> judges(List<List<Turn>> orders) {
        return orders.stream().flatMap(order -> end(order).stream()).toList();
    }

    /** Another minute, hour or day began. */
    private boolean mayHaveMovedFor(Run run, List<List<Turn>> orders) {
        Observation seen = words().observationOf(run);
        return orders.stream()
                .filter(ends::containsKey)
                .flatMap(order -> end(order).stream())
                .anyMatch(judge -> judge.mayHaveMovedFor(seen));
    }

    /** One more run without any fault tells which of the times, or characters of ids, that stood alike go with now. */
    private void learnOneMore() {
        learn(turns -> List.of(more(Duration.ZERO, 0, turns)));
    }

    private void learnMore() {
        learnt = true;
        learn(this::more);
    }

    private void learn(Function<List<Turn>, List<Observation>> more) {
        ends.replaceAll((order, end) -> end.map(judge -> learning(judge, more.apply(order))));
    }

    private static Judge learning(Judge judge, List<Observation> more) {
        try {
            return judge.learningFrom(more);
        } catch (Unfit unfit) {
            throw new Inconclusive(unfit.getMessage());
        }
    }

    private TruncatedTimes words() {
        return baselines.words();
    }

    private List<Observation> more(List<Turn> turns) {
        List<Observation> more = new ArrayList<>();
        for (int i = 0; i < MORE; i++) {
            Perturbation perturbation = Perturbation.ALL.get(i % Perturbation.ALL.size());
            int moves = Perturbation.ALL.size() + 1 + i;
            more.add(more(perturbation.clockShift(), moves, turns));
        }
        return more;
    }

    private Observation more(Duration clockShift, int moves, List<Turn> turns) {
        Run run = runner.perturbed(clockShift, moves, turns);
        BaselineChecks.mustBeSound(run);
        return words().observationOf(run);
    }
}
