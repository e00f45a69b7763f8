package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns that can come next, the smallest first: workers that stand still, then deliveries at once, then late ones,
 * then one more copy, and last the workers that stand still, late.
 *
 * @param turns the turns that were chosen so far
 * @param between the place after them
 * @param settled whether no message is left
 * @param unsettled the messages that would be delivered from here on; 0 for the only one
 */
record NextTurns(Bounds bounds, List<Turn> turns, Path.Between between, boolean settled, List<Integer> unsettled) {

    /** Whether everything may be over. */
    boolean canEnd() {
        return between.living().isEmpty() && settled;
    }

    List<Turn> all() {
        List<Turn> all = new ArrayList<>();
        between.able().stream().filter(worker -> !hasJustPaused(worker)).forEach(able -> all.add(Turn.of(able)));
        if (between.living().isEmpty() && !settled) {
            all.addAll(redeliveries());
            all.addAll(copies());
        } else if (between.living().size() < most()) {
            all.addAll(copies());
            all.addAll(canEnd() ? List.of() : redeliveries());
        }
        all.addAll(lateThaws());
        if (all.isEmpty()) {
            between.able().forEach(able -> all.add(Turn.of(able)));
        }
        return all;
    }

    /** Workers that stood still and go on late. None while another worker waits: the message is not settled then. */
    private List<Turn> lateThaws() {
        boolean awaited = !between.able().containsAll(between.living());
        return awaited || late().isZero()
                ? List.of()
                : between.able().stream()
                        .filter(worker -> !hasJustPaused(worker))
                        .map(able -> new Turn(able, Source.MESSAGE, late(), List.of()))
                        .toList();
    }

    /** How much time may pass: a worker that stands still meanwhile may not live longer than that. */
    private Duration late() {
        Duration oldest = between.living().stream()
                .map(this::age)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return between.living().isEmpty() ? bounds.redeliveredWithin() : bounds.lateBeside(oldest);
    }

    private Duration age(WorkerName worker) {
        return turns.stream()
                .dropWhile(turn -> !turn.worker().equals(worker))
                .skip(1)
                .map(Turn::later)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private boolean hasJustPaused(WorkerName worker) {
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        return last != null && last.pauses() && last.worker().equals(worker);
    }

    /** How many live at once: a lapsed visibility makes two of one copy. */
    private int most() {
        return bounds.preemptions() == 0 ? 1 : Math.max(2, bounds.copies());
    }

    /**
     * Redeliveries of messages that are not settled, also of those of a living delivery, since its visibility can
     * lapse.
     */
    private List<Turn> redeliveries() {
        List<Integer> messages = new ArrayList<>(unsettled);
        turns.stream()
                .filter(turn -> between.living().contains(turn.worker()))
                .filter(turn -> turn.message() > 0 || unsettled.isEmpty())
                .map(Turn::message)
                .filter(message -> !messages.contains(message))
                .distinct()
                .forEach(messages::add);
        List<Turn> all = new ArrayList<>();
        messages.forEach(message -> all.add(Turn.of(next()).bringing(message)));
        if (!turns.isEmpty() && !late().isZero()) {
            messages.forEach(message ->
                    all.add(new Turn(WorkerName.delivery(next()), Source.MESSAGE, late(), List.of(), message)));
        }
        return all;
    }

    /** Copies of messages that were delivered already. */
    private List<Turn> copies() {
        return turns.stream()
                .filter(turn -> turn.worker().isDelivery())
                .map(Turn::message)
                .distinct()
                .filter(message -> copiesOf(message) + 1 < bounds.copies())
                .map(message -> Turn.copy(next()).bringing(message))
                .toList();
    }

    private long copiesOf(int message) {
        return turns.stream()
                .filter(turn -> turn.source() == Source.COPY && turn.message() == message)
                .count();
    }

    private int next() {
        return turns.stream().mapToInt(Turn::delivery).max().orElse(0) + 1;
    }
}
