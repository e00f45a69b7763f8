package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The acts of a run: every message once, and every act of an actor, with the orders in which they can have taken place
 * one after the other.
 *
 * <p>A message lasts from its first delivery until a delivery has returned and all deliveries that began before have
 * ended. Of two acts that did not overlap the order is known. An actor that threw or died may have had its effect, and
 * may not.
 *
 * <p>These are the histories that linearise a concurrent one (Herlihy and Wing, TOPLAS 1990).
 */
final class ActHistory {

    /** More orders than these are not looked at. */
    static final int MOST_ORDERS = 120;

    private static final int NEVER = Integer.MAX_VALUE;

    private final List<Act> all = new ArrayList<>();
    private final boolean several;

    /**
     * One of them.
     *
     * @param who an actor, or any delivery
     * @param message which message, from 1; 0 for an actor
     * @param times how late it may have taken effect: when it began, or a message, when it was delivered again
     * @param begin the step with which it began
     * @param end the step with which it was over
     * @param certain whether it had its effect
     * @param enqueues whether no message is there before
     */
    private record Act(
            WorkerName who, int message, Set<Duration> times, int begin, int end, boolean certain, boolean enqueues) {

        boolean precedes(Act other) {
            return end < other.begin || enqueues && other.message > 0;
        }
    }

    /**
     * @param messages how many distinct messages there are
     */
    private ActHistory(List<Step> steps, Map<Integer, Integer> messageOf, int messages) {
        several = messages > 1;
        for (int message = 1; message <= messages; message++) {
            int wanted = message;
            all.add(message(
                    message,
                    steps,
                    messageOf.entrySet().stream()
                            .filter(entry -> entry.getValue() == wanted)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet())));
        }
        IntStream.range(0, steps.size())
                .filter(i -> steps.get(i) instanceof Step.Began began
                        && !began.worker().isDelivery())
                .forEach(i -> all.add(actor(steps, i)));
    }

    static ActHistory of(Run run, int messages) {
        Map<Integer, Integer> messageOf = new TreeMap<>();
        run.schedule().turns().stream()
                .filter(turn -> turn.worker().isDelivery())
                .forEach(turn -> messageOf.putIfAbsent(turn.delivery(), Math.max(turn.message(), 1)));
        return new ActHistory(run.steps(), messageOf, messages);
    }

    /**
     * A text that is equal for two places only if the same orders will be right for them under every continuation. For
     * one message.
     */
    static String soFar(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        boolean done = false;
        for (Step step : steps) {
            if (step instanceof Step.Began && !step.worker().isDelivery()) {
                text.append(' ').append(step.worker());
            } else if (step instanceof Step.Began && !begun) {
                begun = true;
                text.append(" begun");
            } else if (step instanceof Step.Ended ended && step.worker().isDelivery() && !done && isDone(ended)) {
                done = true;
                text.append(" done");
            } else if (step instanceof Step.Ended ended && !step.worker().isDelivery() && !isDone(ended)) {
                text.append(" perhaps");
            }
        }
        return text.toString();
    }

    private static boolean isDone(Step.Ended ended) {
        return ended.ending() instanceof Ending.Acknowledged || ended.ending() instanceof Ending.Unheard;
    }

    private static Act message(int message, List<Step> steps, Set<Integer> deliveries) {
        int begin = NEVER;
        int done = NEVER;
        Set<Integer> on = new LinkedHashSet<>();
        Set<Duration> times = new LinkedHashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!deliveries.contains(step.delivery())) {
                continue;
            }
            if (step instanceof Step.Began && done == NEVER) {
                begin = Math.min(begin, i);
                on.add(step.delivery());
                times.add(at(i, steps));
            } else if (step instanceof Step.Passing && done == NEVER) {
                times.add(at(i, steps)); // it may do all of its work only when it goes on
            } else if (step instanceof Step.Ended ended && on.contains(step.delivery())) {
                done = isDone(ended) || done != NEVER ? i : done;
            }
        }
        return new Act(WorkerName.delivery(1), message, times, begin, done, true, false);
    }

    private static Act actor(List<Step> steps, int begin) {
        WorkerName who = steps.get(begin).worker();
        int end = IntStream.range(begin, steps.size())
                .filter(i -> steps.get(i) instanceof Step.Ended
                        && steps.get(i).worker().equals(who))
                .findFirst()
                .orElse(NEVER);
        boolean certain = end != NEVER && isDone((Step.Ended) steps.get(end));
        boolean enqueues = steps.subList(begin, Math.min(end, steps.size())).stream()
                .anyMatch(step -> step.worker().equals(who)
                        && step instanceof Step.Passed passed
                        && passed.point().resource().equals(Checkpoint.QUEUE));
        return new Act(who, 0, Set.of(at(begin, steps)), begin, end, certain, enqueues);
    }

    /** How much time had passed, as the schedule says it. */
    private static Duration at(int index, List<Step> steps) {
        Duration passed = Duration.ZERO;
        for (Step step : steps.subList(0, index + 1)) {
            if (step instanceof Step.Began began) {
                passed = passed.plus(began.later());
            } else if (step instanceof Step.Passing passing) {
                passed = passed.plus(passing.time());
            }
        }
        return passed;
    }

    /**
     * The serial orders, as the turns that lead to them; that in which the acts began comes first.
     *
     * @throws Inconclusive if there are too many
     */
    List<List<Turn>> orders() {
        Set<List<Turn>> orders = new LinkedHashSet<>();
        extend(
                List.of(),
                all.stream().sorted(Comparator.comparingInt(Act::begin)).toList(),
                orders);
        return List.copyOf(orders);
    }

    private void extend(List<Placed> done, List<Act> left, Set<List<Turn>> orders) {
        if (left.stream().noneMatch(Act::certain)) {
            orders.add(turns(done));
            mustBeFew(orders);
        }
        for (Act next : left) {
            if (left.stream().noneMatch(other -> other.certain() && other.precedes(next))) {
                for (Duration time : times(next)) {
                    List<Placed> more = new ArrayList<>(done);
                    more.add(new Placed(next, time));
                    extend(more, leftAfter(next, left), orders);
                }
            }
        }
    }

    /** An act, and how late it took effect. */
    private record Placed(Act act, Duration time) {}

    /** Where nothing else happened later, a redelivery has to do what the first delivery would have done. */
    private Collection<Duration> times(Act act) {
        boolean othersLate = all.stream()
                .anyMatch(other -> other != act && other.times().stream().anyMatch(time -> !time.isZero()));
        return othersLate || act.message() == 0
                ? act.times()
                : act.times().stream().limit(1).toList();
    }

    /** An act that may have had no effect is over once an act comes that it would have preceded. */
    private static List<Act> leftAfter(Act next, List<Act> left) {
        return left.stream()
                .filter(other -> other != next && !other.precedes(next))
                .toList();
    }

    private static void mustBeFew(Set<List<Turn>> orders) {
        if (orders.size() > MOST_ORDERS) {
            throw new Inconclusive("more than " + MOST_ORDERS
                    + " serial orders of messages and actors could be right. Explore fewer of them together");
        }
    }

    private List<Turn> turns(List<Placed> order) {
        List<Turn> turns = new ArrayList<>();
        int deliveries = 0;
        Duration now = Duration.ZERO;
        for (Placed placed : order) {
            Act act = placed.act();
            deliveries += act.message() > 0 ? 1 : 0;
            WorkerName who = act.message() > 0 ? WorkerName.delivery(deliveries) : act.who();
            Duration later = placed.time().compareTo(now) > 0 ? placed.time().minus(now) : Duration.ZERO;
            now = now.plus(later);
            turns.add(new Turn(who, Source.MESSAGE, later, List.of(), several ? act.message() : 0));
        }
        return List.copyOf(turns);
    }
}
