package io.runstwice.explore;

import io.runstwice.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several distinct messages: delivered in every order, and in each one thing more: a fault of one delivery, a delivery twice, or a switch to
 * another delivery and back. After a fault and at a switch whoever can comes next.
 *
 * <p>These are the schedules of as many choices as there are messages, of which one chooses more than the message, and one after it
 * who comes next.
 */
final class Histories {

    private final Inquiry inquiry;
    private final Set<String> linked;
    private final int messages;
    private final Set<Schedule> seen = new HashSet<>();

    Histories(Inquiry inquiry, Set<String> linked, int messages) {
        this.inquiry = inquiry;
        this.linked = linked;
        this.messages = messages;
    }

    void explore() {
        inquiry.begins("distinct messages in every order");
        for (int place = 0; place <= messages; place++) {
            for (List<Integer> order : orders(place)) {
                oneThingAfter(order);
            }
        }
        inquiry.tally().historiesRan(seen.size());
    }

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
            Binding binding = judged(choices);
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

    /** Whoever can come after what happened: each other message, a copy, the redelivery at once and late. */
    private void everybodyNext(List<Integer> choices) {
        int places = 1;
        for (int next = 0; next < places && goesOn(); next++) {
            places = judged(then(choices, next)).places();
        }
    }

    private Binding judged(List<Integer> choices) {
        Binding binding = new Binding(inquiry, linked);
        Schedule schedule = binding.bind(choices);
        if (seen.add(schedule)) {
            inquiry.judge(inquiry.run(schedule));
        }
        return binding;
    }

    private boolean goesOn() {
        boolean within = seen.size() < inquiry.limits().schedules();
        if (!within) {
            inquiry.tally().lower("histories stopped at the bound of schedules");
        }
        return within;
    }

    private static List<Integer> then(List<Integer> order, int choice) {
        List<Integer> more = new ArrayList<>(order);
        more.add(choice);
        return more;
    }
}
