package io.runstwice.explore;

import io.runstwice.judge.Difference;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Observation;
import io.runstwice.judge.Unfit;
import io.runstwice.judge.Violation;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Step;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Promise;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The baselines of several messages: single deliveries, each message once, in every order. A history is right if it ends like one of them.
 *
 * <p>An order in which a delivery gives its message back is none that counts, but the one in which the messages were sent has to. A message that
 * changes the world alone, and nothing after another one, may have been taken for a duplicate: that is found here, since every history shows it.
 */
final class SerialOrders {

    private final Runner runner;
    private final World world;
    private final Map<String, Promise> promises;
    private final State given;
    private final Deadline deadline;
    private final ClockLessons clocks;
    private final Map<List<Integer>, Run> runs = new HashMap<>();

    SerialOrders(
            Runner runner,
            World world,
            Map<String, Promise> promises,
            Deadline deadline,
            ClockLessons.Reading reading) {
        this.runner = runner;
        this.promises = promises;
        this.world = world;
        this.deadline = deadline;
        runner.restore();
        world.writtenWith(Map.of());
        this.given = world.observe();
        this.clocks = new ClockLessons(runner, world, given, reading);
    }

    Determinism.Passed pass() {
        List<List<Integer>> orders = all(runner.messages().size());
        Run sent = run(orders.get(0));
        Determinism.mustBeSound(sent);
        mustBeAcknowledged(sent);
        List<RightEnds.End> ends = new ArrayList<>();
        List<Finding> taken = new ArrayList<>();
        for (List<Integer> order : orders) {
            if (run(order).settled()) {
                ends.add(new RightEnds.End(judge(order), turns(order)));
                withoutEffect(order).ifPresent(message -> taken.add(new Finding(run(order), lost(order, message))));
            }
        }
        return new Determinism.Passed(
                sent,
                new RightEnds(runner, ends, clocks.words(), deadline),
                runner.eachTakesEffect() ? taken.stream().limit(1).toList() : List.of(),
                clocks.unclear());
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
        deadline.check(0);
        return runs.computeIfAbsent(order, some -> runner.only(turns(some)));
    }

    private static List<Turn> turns(List<Integer> order) {
        List<Turn> turns = new ArrayList<>();
        order.forEach(message -> turns.add(Turn.of(turns.size() + 1).bringing(message)));
        return turns;
    }

    private static void mustBeAcknowledged(Run sent) {
        for (Step step : sent.steps()) {
            if (step instanceof Step.Ended ended && ended.ending() instanceof Ending.Threw threw) {
                throw new Inconclusive(
                        "the job failed by itself, without any fault, at " + step.worker() + " of \"" + sent.schedule()
                                + "\": " + threw.failure()
                                + ". Let the messages succeed in the order in which they are sent",
                        threw.failure());
            }
        }
    }

    private Judge judge(List<Integer> order) {
        Run first = run(order);
        Run second = runner.only(turns(order));
        Determinism.samePath(path(first), path(second), "run 2 of \"" + first.schedule() + "\" took another path");
        List<Run> all = new ArrayList<>(List.of(first, second));
        for (Determinism.Perturbation perturbation : Determinism.Perturbation.ALL) {
            Run perturbed = runner.perturbed(perturbation.clockShift(), perturbation.moves(), turns(order));
            Determinism.samePath(
                    path(first),
                    path(perturbed),
                    "with another clock and other generated ids the job took another path");
            all.add(perturbed);
            if (perturbation.moves() == 1) {
                clocks.learn(first, perturbed);
            }
        }
        clocks.learn(all, turns(order), more -> path(more).equals(path(first)));
        List<Observation> baselines =
                all.stream().map(clocks.words()::observationOf).toList();
        Determinism.learn(world, given, baselines);
        try {
            Judge judge = deadline.within(
                    "comparing the baselines'",
                    first.state(),
                    () -> Judge.of(
                            given,
                            baselines,
                            promises,
                            all.stream().map(Traces::of).toList()));
            return clocks.knowingSeconds(
                    judge,
                    all,
                    turns(order),
                    later -> Determinism.samePath(
                            path(first), path(later), "in another second the job took another path"));
        } catch (Unfit unfit) {
            throw new Inconclusive(unfit.getMessage());
        }
    }

    private static List<String> path(Run run) {
        return run.steps().stream()
                .filter(Step.Passed.class::isInstance)
                .map(step -> step.worker() + " " + ((Step.Passed) step).point())
                .toList();
    }

    /** The place of the first message of an order that changes the world alone and nothing after those before it. */
    private Optional<Integer> withoutEffect(List<Integer> order) {
        for (int i = 1; i < order.size(); i++) {
            if (changes(given, run(List.of(order.get(i)))) && isWithoutEffect(order.subList(0, i), order.get(i))) {
                note(order.get(i), order.subList(0, i));
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Times and drawn values differ between two runs of the same messages too, so what is noise has to be learnt first. */
    private boolean isWithoutEffect(List<Integer> before, int message) {
        List<Integer> all = new ArrayList<>(before);
        all.add(message);
        Run after = run(all);
        List<Observation> baselines = baselines(before);
        try {
            return deadline.within("comparing", after.state(), () -> Judge.of(given, baselines, Map.of())
                    .judge(clocks.words().observationOf(after), true, Set.of())
                    .isEmpty());
        } catch (Unfit nothingChangedBefore) {
            return !changes(run(before).state(), after);
        }
    }

    private void note(int message, List<Integer> before) {
        if (!runner.eachTakesEffect()) {
            runner.note("#" + message + " changes nothing after "
                    + before.stream().map(each -> "#" + each).collect(Collectors.joining(" and "))
                    + "; if each message has to take effect, ask for it: everyMessageTakesEffect()");
        }
    }

    private List<Observation> baselines(List<Integer> order) {
        List<Run> all = new ArrayList<>(List.of(run(order), runner.only(turns(order))));
        for (Determinism.Perturbation perturbation : Determinism.Perturbation.ALL) {
            all.add(runner.perturbed(perturbation.clockShift(), perturbation.moves(), turns(order)));
        }
        return all.stream().map(clocks.words()::observationOf).toList();
    }

    private static boolean changes(State before, Run run) {
        try {
            Judge.of(before, List.of(seen(run)), Map.of());
            return true;
        } catch (Unfit nothingChanged) {
            return false;
        }
    }

    /** What the message leaves alone, and did not leave here. */
    private Violation lost(List<Integer> order, int message) {
        Observation alone = seen(run(List.of(order.get(message))));
        Observation here = seen(run(order.subList(0, message + 1)));
        List<Difference> differences = Judge.of(given, List.of(alone), promises)
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
        return Inquiry.observationOf(run);
    }
}
