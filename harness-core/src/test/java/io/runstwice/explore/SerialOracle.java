package io.runstwice.explore;

import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.run.Step;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Tells by itself whether a run has ended right: as some serial order of what took place in it, which it runs. It
 * compares numbers and words only, and knows nothing of the judge, its noise or its orders.
 */
final class SerialOracle {

    private final Runner runner;
    private final Map<List<Turn>, Optional<List<String>>> ends = new HashMap<>();

    SerialOracle(Runner runner) {
        this.runner = runner;
    }

    /** A message, or an act of an actor; of which it may be that it had no effect. */
    private static final class Deed {

        private final WorkerName who;
        private final int message;
        private final int begin;
        private final Set<Duration> times = new TreeSet<>();
        private final Set<WorkerName> working = new HashSet<>();
        private int end = Integer.MAX_VALUE;
        private boolean done;
        private boolean sure = true;

        Deed(WorkerName who, int message, int begin) {
            this.who = who;
            this.message = message;
            this.begin = begin;
        }

        void begins(WorkerName worker, Duration now) {
            if (!done) {
                working.add(worker);
                times.add(now);
            }
        }

        void ends(WorkerName worker, Ending how, int step) {
            boolean returned = how instanceof Ending.Acknowledged || how instanceof Ending.Unheard;
            boolean was = working.remove(worker);
            done |= was && returned;
            if (was && (done || message == 0)) {
                end = working.isEmpty() ? step : end;
                sure &= message > 0 || returned;
            }
        }
    }

    /** Empty if no serial order succeeds, so that nothing can be said. */
    Optional<Boolean> isRight(Run run) {
        if (!run.settled()) {
            return Optional.of(false);
        }
        List<String> end = words(run);
        boolean any = false;
        for (List<Turn> order : orders(deeds(run))) {
            Optional<List<String>> right = ends.computeIfAbsent(order, this::end);
            any |= right.isPresent();
            if (right.filter(end::equals).isPresent()) {
                return Optional.of(true);
            }
        }
        return any ? Optional.of(false) : Optional.empty();
    }

    private List<Deed> deeds(Run run) {
        Map<WorkerName, Integer> messages = new HashMap<>();
        run.schedule().turns().forEach(turn -> messages.putIfAbsent(turn.worker(), Math.max(1, turn.message())));
        List<Deed> all = new ArrayList<>();
        Map<Object, Deed> open = new LinkedHashMap<>();
        Duration now = Duration.ZERO;
        for (int i = 0; i < run.steps().size(); i++) {
            Step step = run.steps().get(i);
            WorkerName who = step.worker();
            Object key = who.isDelivery() ? messages.get(who) : who;
            if (step instanceof Step.Began began) {
                now = now.plus(began.later());
                if (!who.isDelivery() || !open.containsKey(key)) {
                    Deed deed = new Deed(who, who.isDelivery() ? messages.get(who) : 0, i);
                    open.put(key, deed);
                    all.add(deed);
                }
                open.get(key).begins(who, now);
            } else if (step instanceof Step.Passing passing) {
                now = now.plus(passing.time());
                open.get(key).begins(who, now);
            } else if (step instanceof Step.Ended ended) {
                open.get(key).ends(who, ended.ending(), i);
            }
        }
        return all;
    }

    private static List<List<Turn>> orders(List<Deed> deeds) {
        List<List<Turn>> orders = new ArrayList<>();
        permute(List.of(), deeds, deeds, orders);
        return orders;
    }

    private static void permute(List<Deed> placed, List<Deed> left, List<Deed> all, List<List<Turn>> orders) {
        if (left.stream().noneMatch(deed -> deed.sure)) {
            atTimes(List.of(), placed, all, orders);
        }
        for (Deed next : left) {
            if (placed.stream().noneMatch(before -> next.end < before.begin)) {
                List<Deed> more = new ArrayList<>(placed);
                more.add(next);
                List<Deed> rest = new ArrayList<>(left);
                rest.remove(next);
                permute(more, rest, all, orders);
            }
        }
    }

    /** A worker that acted late may act late; a message alone has to do what it would have done at once. */
    private static void atTimes(List<Duration> times, List<Deed> order, List<Deed> all, List<List<Turn>> orders) {
        if (times.size() == order.size()) {
            orders.add(turns(
                    order, times, all.stream().filter(deed -> deed.message > 0).count() > 1));
            return;
        }
        Deed next = order.get(times.size());
        boolean othersLate = all.stream()
                .anyMatch(other -> other != next && other.times.stream().anyMatch(time -> !time.isZero()));
        next.times.stream().limit(othersLate ? Integer.MAX_VALUE : 1).forEach(time -> {
            List<Duration> more = new ArrayList<>(times);
            more.add(time);
            atTimes(more, order, all, orders);
        });
    }

    private static List<Turn> turns(List<Deed> order, List<Duration> times, boolean several) {
        List<Turn> turns = new ArrayList<>();
        Duration now = Duration.ZERO;
        int deliveries = 0;
        for (int i = 0; i < order.size(); i++) {
            Deed deed = order.get(i);
            Duration later = times.get(i).compareTo(now) > 0 ? times.get(i).minus(now) : Duration.ZERO;
            now = now.plus(later);
            WorkerName who = deed.message > 0 ? WorkerName.delivery(++deliveries) : deed.who;
            turns.add(new Turn(who, Source.MESSAGE, later, List.of(), several ? deed.message : 0));
        }
        return turns;
    }

    /** Empty if a worker fails in it. */
    private Optional<List<String>> end(List<Turn> order) {
        Run run = runner.only(order);
        boolean succeeds = run.steps().stream()
                .filter(Step.Ended.class::isInstance)
                .allMatch(step -> ((Step.Ended) step).ending() instanceof Ending.Acknowledged);
        return succeeds ? Optional.of(words(run)) : Optional.empty();
    }

    /** Rows as words, without what is drawn or a time, and without the tables that only guard. */
    static List<String> words(Run run) {
        List<String> lines = new ArrayList<>();
        for (Table table : run.state().tables()) {
            if (!WorkDelivery.GUARDS.contains(table.name())) {
                table.rows().forEach(row -> lines.add(table.name() + words(table, row)));
            }
        }
        return lines.stream().sorted().toList();
    }

    private static List<String> words(Table table, Row row) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> table.columns().get(i).kind() == Column.Kind.VALUE
                        || table.columns().get(i).kind() == Column.Kind.NUMBER)
                .mapToObj(i -> String.valueOf(row.cells().get(i)))
                .toList();
    }
}
