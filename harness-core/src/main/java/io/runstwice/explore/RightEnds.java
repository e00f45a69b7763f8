package io.runstwice.explore;

import io.runstwice.explore.Determinism.Perturbation;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Observation;
import io.runstwice.judge.Trace;
import io.runstwice.judge.Unfit;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.schedule.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a run may end: like the baseline, or like another order of several messages.
 *
 * <p>Few baselines may agree by accident on a character of a random token. So before a violation counts that shows such a text, more runs without
 * any fault have to leave the text alone. And they all lie within one minute, mostly: a time that is the same in all of them may move with the next one.
 */
final class RightEnds {

    /** Two tokens of 32 hexadecimal digits agree at some place in each of four runs in 0.8 % of jobs, in each of twelve in none. */
    private static final int MORE = 8;

    private final Runner runner;
    private final List<End> ends;
    private final TimeWords words;
    private final Deadline deadline;
    private boolean learnt;

    /**
     * One of them.
     *
     * @param judge knows it
     * @param turns lead to it
     */
    record End(Judge judge, List<Turn> turns) {}

    /**
     * @param ends that of the baseline first
     * @param words texts and numbers that hold now
     */
    RightEnds(Runner runner, List<End> ends, TimeWords words, Deadline deadline) {
        this.runner = runner;
        this.words = words;
        this.ends = new ArrayList<>(ends);
        this.deadline = deadline;
    }

    /** Knows the end of the baseline. */
    Judge baseline() {
        return ends.get(0).judge();
    }

    /**
     * How a run differs from the baseline, unless it ends like any of these.
     *
     * @param accepted the resources of which another legal state holds now; asked only if there is a difference
     */
    Optional<Violation> violation(Run run, Supplier<Set<String>> accepted) {
        learnWhatMoved(run);
        if (judged(run, Set.of()).isEmpty()) {
            return Optional.empty();
        }
        Set<String> dropped = accepted.get();
        Optional<Violation> violation = judged(run, dropped);
        if (violation.filter(this::mayRestOnAnAccident).isPresent()) {
            learnMore();
            return judged(run, dropped);
        }
        return violation;
    }

    private Optional<Violation> judged(Run run, Set<String> accepted) {
        Optional<Violation> first = judged(baseline(), run, accepted);
        boolean isRight = first.isEmpty()
                || ends.stream().skip(1).anyMatch(end -> judged(end.judge(), run, accepted)
                        .isEmpty());
        return isRight ? Optional.empty() : first;
    }

    private Optional<Violation> judged(Judge by, Run run, Set<String> accepted) {
        Trace trace = by.needsTraces() ? Traces.of(run) : Trace.UNKNOWN;
        return deadline.within(
                "comparing", run.state(), () -> by.judge(words.observationOf(run), run.settled(), accepted, trace));
    }

    private boolean mayRestOnAnAccident(Violation violation) {
        return !learnt && ends.stream().anyMatch(end -> end.judge().restsOnTokens(violation));
    }

    /** Another minute, hour or day began: one more run without any fault tells which of the times that stood alike go with it. */
    private void learnWhatMoved(Run run) {
        Observation seen = words.observationOf(run);
        if (ends.stream().anyMatch(end -> end.judge().mayHaveMovedFor(seen))) {
            learn(turns -> List.of(more(Duration.ZERO, 0, turns)));
        }
    }

    private void learnMore() {
        learnt = true;
        learn(this::more);
    }

    private void learn(Function<List<Turn>, List<Observation>> more) {
        ends.replaceAll(end -> {
            try {
                return new End(end.judge().learningFrom(more.apply(end.turns())), end.turns());
            } catch (Unfit unfit) {
                throw new Inconclusive(unfit.getMessage());
            }
        });
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
        Determinism.mustBeSound(run);
        return words.observationOf(run);
    }
}
