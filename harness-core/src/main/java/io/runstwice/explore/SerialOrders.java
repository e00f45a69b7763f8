package io.runstwice.explore;

import io.runstwice.judge.Difference;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Observation;
import io.runstwice.judge.Unfit;
import io.runstwice.judge.Violation;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Turn;
import io.runstwice.world.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The baselines of several messages: single deliveries, each message once, in every order. A history is right if it
 * ends like one of them.
 *
 * <p>An order in which a delivery gives its message back is none that counts, but the one in which the messages were
 * sent has to. A message that changes the world alone, and nothing after another one, may have been taken for a
 * duplicate: that is found here, since every history shows it.
 */
final class SerialOrders {

    private final Runner runner;
    private final BaselineRuns baselines;
    private final List<Turn> actors;
    private final Deadline deadline;

    /**
     * @param actors act first
     */
    SerialOrders(Runner runner, BaselineRuns baselines, List<Turn> actors, Deadline deadline) {
        this.runner = runner;
        this.baselines = baselines;
        this.actors = actors;
        this.deadline = deadline;
    }

    CheckedBaseline pass() {
        List<List<Integer>> orders = all(runner.messages().size());
        Run sent = baselines.sound(turns(orders.get(0)));
        AnsweredFromMemory.in(sent).forEach(runner::note);
        AllowedOutcomes ends = new AllowedOutcomes(runner, baselines, deadline);
        orders.forEach(order -> ends.learn(turns(order)));
        List<Finding> taken = new ArrayList<>();
        for (List<Integer> order : orders) {
            if (baselines.succeeds(turns(order))) {
                withoutEffect(order).ifPresent(message -> taken.add(new Finding(run(order), lost(order, message))));
            }
        }
        return new CheckedBaseline(
                sent, ends, eachTakesEffect() ? taken.stream().limit(1).toList() : List.of(), baselines.unclear());
    }

    /** Every order of so many messages, the one in which they were sent first. */
    static List<List<Integer>> all(int messages) {
        List<List<Integer>> orders = new ArrayList<>();
        extend(messages, List.of(), orders);
        return orders;
    }

    private static void extend(int messages, List<Integer> begun, List<List<Integer>> orders) {
        if (begun.size() == messages) {
            orders.add(begun);
        }
        for (int message = 1; message <= messages; message++) {
            if (!begun.contains(message)) {
                List<Integer> more = new ArrayList<>(begun);
                more.add(message);
                extend(messages, List.copyOf(more), orders);
            }
        }
    }

    private Run run(List<Integer> order) {
        return baselines.run(turns(order));
    }

    private List<Turn> turns(List<Integer> order) {
        List<Turn> turns = new ArrayList<>(actors);
        int delivery = 0;
        for (int message : order) {
            delivery++;
            turns.add(Turn.of(delivery).bringing(message));
        }
        return List.copyOf(turns);
    }

    /** The place of the first message of an order that changes the world alone and nothing after those before it. */
    private Optional<Integer> withoutEffect(List<Integer> order) {
        for (int i = 1; i < order.size(); i++) {
            if (changes(baselines.given(), run(List.of(order.get(i))))
                    && isWithoutEffect(order.subList(0, i), order.get(i))) {
                note(order.get(i), order.subList(0, i));
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /**
     * Times and drawn values differ between two runs of the same messages too, so the noise has to be learnt first.
     */
    private boolean isWithoutEffect(List<Integer> before, int message) {
        List<Integer> all = new ArrayList<>(before);
        all.add(message);
        Run after = run(all);
        List<Observation> alone = baselines.observations(turns(before));
        try {
            return deadline.within("comparing", after.state(), () -> Judge.of(baselines.given(), alone, Map.of())
                    .judge(baselines.words().observationOf(after), true, Set.of())
                    .isEmpty());
        } catch (Unfit nothingChangedBefore) {
            return !changes(run(before).state(), after);
        }
    }

    private boolean eachTakesEffect() {
        return runner.asked() == Workload.Asked.EACH_CHANGES_SOMETHING;
    }

    private void note(int message, List<Integer> before) {
        if (!eachTakesEffect()) {
            runner.note("#" + message + " changes nothing after "
                    + before.stream().map(each -> "#" + each).collect(Collectors.joining(" and "))
                    + "; if each message has to take effect, ask for it: everyMessageTakesEffect()");
        }
    }

    private static boolean changes(State before, Run run) {
        try {
            Judge.of(before, List.of(seen(run)), Map.of());
            return true;
        } catch (Unfit nothingChanged) {
            return false;
        }
    }

    /** The rows that the message leaves when it runs alone, and did not leave here. */
    private Violation lost(List<Integer> order, int message) {
        Observation alone = seen(run(List.of(order.get(message))));
        Observation here = seen(run(order.subList(0, message + 1)));
        List<Difference> differences = Judge.of(baselines.given(), List.of(alone), baselines.promises())
                .judge(here, true, Set.of())
                .map(Violation::differences)
                .orElse(List.of());
        return new Violation(
                Violation.Kind.LOST_EFFECT,
                differences.stream()
                        .filter(difference -> !difference.missing().isEmpty())
                        .map(SerialOrders::missingOnly)
                        .toList());
    }

    private static Difference missingOnly(Difference all) {
        return new Difference(
                all.resource(),
                all.table(),
                Violation.Kind.LOST_EFFECT,
                all.columns(),
                all.actual() + all.missing().size(),
                all.actual(),
                List.of(),
                all.missing(),
                List.of());
    }

    private static Observation seen(Run run) {
        return Observations.of(run);
    }
}
