package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some messages one after the other, then one delivery more with one thing that happens to it, and then every delivery
 * that can come next: each message, or a copy of one, at once or late. Who stands still goes on at once or late.
 */
final class BruteHistories {

    private final BruteForce brute;
    private final int messages;
    private final boolean copies;
    private final boolean overlaps;

    BruteHistories(BruteForce brute, boolean copies, boolean overlaps) {
        this.brute = brute;
        this.messages = brute.messages;
        this.copies = copies;
        this.overlaps = overlaps;
    }

    void all() {
        after(List.of());
    }

    /** @param before deliveries of distinct messages to which nothing happened */
    private void after(List<Turn> before) {
        for (Turn next : next(before)) {
            List<Turn> turns = BruteForce.then(before, next);
            Optional<Run> run = brute.run(turns);
            if (run.isPresent()) {
                events(BruteForce.lastTurn(run.get(), next.worker()))
                        .forEach(event -> eventful(BruteForce.then(before, next.with(List.of(event)))));
                boolean another = before.stream().noneMatch(turn -> turn.message() == next.message());
                if (another && next.later().isZero()) {
                    after(turns);
                }
            }
        }
    }

    private List<Fault> events(List<Step.Passed> trace) {
        List<Fault> events = new ArrayList<>(BruteForce.faults(trace));
        if (overlaps) {
            trace.forEach(step -> events.add(BruteForce.pause(step.point())));
            trace.stream()
                    .filter(step -> step.interaction().flies())
                    .forEach(step -> events.add(new Fault.Pause(true, step.point())));
        }
        return events;
    }

    private void eventful(List<Turn> turns) {
        Turn last = turns.get(turns.size() - 1);
        if (brute.run(turns).isEmpty()) {
            return;
        }
        for (Turn next : next(turns)) {
            Optional<Run> run = brute.run(BruteForce.then(turns, next));
            if (last.pauses() && run.isPresent() && !BruteForce.waits(run.get())) {
                brute.run(BruteForce.then(
                        turns, next, BruteForce.turn(last.worker(), brute.late).bringing(last.message())));
            }
        }
    }

    /** Every delivery that may come: what cannot is told by running it. */
    private List<Turn> next(List<Turn> before) {
        List<Turn> all = new ArrayList<>();
        WorkerName next = BruteForce.next(before);
        for (int message = 1; message <= messages; message++) {
            int which = message;
            List<Turn> same =
                    before.stream().filter(turn -> turn.message() == which).toList();
            if (same.stream().noneMatch(turn -> turn.faults().isEmpty())) {
                all.add(BruteForce.turn(next, Duration.ZERO).bringing(message));
            }
            if (!before.isEmpty()
                    && same.stream().noneMatch(turn -> turn.faults().isEmpty())) {
                all.add(BruteForce.turn(next, brute.late).bringing(message));
            }
            if (copies && !same.isEmpty() && same.stream().noneMatch(turn -> turn.source() == Source.COPY)) {
                all.add(Turn.copy(next.number()).bringing(message));
            }
        }
        return all;
    }
}
