package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Several distinct messages: delivered in every order, and in each one thing more: a fault of one delivery, a delivery
 * twice, or a switch to another delivery and back, at once or late. After a fault and at a switch, each worker that can
 * act comes next.
 *
 * <p>These are the schedules of as many choices as there are messages, of which one chooses more than the message, and
 * one after it the next worker.
 */
final class Histories implements Explorer {

    private final ExplorationContext context;
    private final Set<String> linked;
    private final int messages;
    private final Set<Schedule> seen = new HashSet<>();

    Histories(ExplorationContext context, Scope scope) {
        this.context = context;
        this.linked = scope.linked();
        this.messages = scope.baseline().schedule().deliveries();
    }

    @Override
    public Family family() {
        return Family.HISTORIES;
    }

    @Override
    public void smallest() {
        for (int place = 0; place <= messages; place++) {
            for (List<Integer> order : orders(place)) {
                oneThingAfter(order);
            }
        }
        context.tally().reached(family(), new Extent(seen.size(), 1, messages, Extent.ANY));
    }

    @Override
    public void larger() {}

    /** Which of the messages that are left comes next, so often. */
    private List<List<Integer>> orders(int deliveries) {
        List<List<Integer>> orders = List.of(List.of());
        for (int i = 0; i < deliveries; i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : orders) {
                for (int next = 0; next < messages - i; next++) {
                    longer.add(then(order, next));
                }
            }
            orders = longer;
        }
        return orders;
    }

    private void oneThingAfter(List<Integer> order) {
        int who = 0;
        int what = 0;
        int places = 1;
        while (who < places && goesOn()) {
            List<Integer> choices = then(order, what * Math.max(places, 1) + who);
            ScheduleDecoder binding = new ScheduleDecoder(context, linked);
            judged(binding, choices);
            places = binding.places();
            int events = binding.events();
            if (what > 0) {
                everybodyNext(choices);
            }
            boolean another = what < events;
            what = another ? what + 1 : 0;
            who += another ? 0 : 1;
        }
    }

    /** Everything that can come next: each other message, a copy, the redelivery at once and late. */
    private void everybodyNext(List<Integer> choices) {
        int places = 1;
        for (int next = 0; next < places && goesOn(); next++) {
            ScheduleDecoder binding = new ScheduleDecoder(context, linked);
            Schedule schedule = judged(binding, then(choices, next));
            places = binding.places();
            thawLate(binding, schedule.turns());
        }
    }

    /** Runs the same turns, but the worker that stands still goes on late, unless another worker waits for it. */
    private void thawLate(ScheduleDecoder binding, List<Turn> turns) {
        int actors = context.root().turns().size();
        int pause = IntStream.range(0, turns.size())
                .filter(i -> turns.get(i).pauses())
                .findFirst()
                .orElse(turns.size());
        for (int i = pause + 1; i < turns.size() && goesOn(); i++) {
            Turn resumed = turns.get(i);
            if (resumed.worker().equals(turns.get(pause).worker())) {
                if (!binding.isAwaited(i - actors)) {
                    thawLate(turns.subList(actors, i), resumed, stood(turns.subList(pause + 1, i)));
                }
                return;
            }
        }
    }

    private void thawLate(List<Turn> before, Turn resumed, Duration stood) {
        Duration late = context.bounds().lateBeside(stood);
        if (!late.isZero()) {
            List<Turn> turns = new ArrayList<>(before);
            turns.add(new Turn(resumed.worker(), resumed.source(), late, resumed.faults(), resumed.message()));
            Run run = context.follow(turns);
            if (seen.add(run.schedule())) {
                context.judge(run);
            }
        }
    }

    private static Duration stood(List<Turn> meanwhile) {
        return meanwhile.stream().map(Turn::later).reduce(Duration.ZERO, Duration::plus);
    }

    private Schedule judged(ScheduleDecoder binding, List<Integer> choices) {
        Schedule schedule = binding.bind(choices);
        if (seen.add(schedule)) {
            context.judge(context.run(schedule));
        }
        return schedule;
    }

    private boolean goesOn() {
        boolean within = seen.size() < context.bounds().schedules();
        if (!within) {
            context.tally().lower("histories stopped at the bound of schedules");
        }
        return within;
    }

    private static List<Integer> then(List<Integer> order, int choice) {
        List<Integer> more = new ArrayList<>(order);
        more.add(choice);
        return more;
    }
}
