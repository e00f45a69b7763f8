package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One delivery or actor as the clocks saw it.
 *
 * @param worker who acted
 * @param begin when it began, by the machine's clock
 * @param end when it had ended, or the run had
 * @param clocks where the controlled clock stood meanwhile
 * @param shown by how much statements were shown a later now during this act; zero is left out
 * @param moved by how much the rows that it wrote have been moved since, and these moments with them
 */
public record ActTimes(
        WorkerName worker, Instant begin, Instant end, List<Instant> clocks, Set<Duration> shown, Duration moved) {

    public ActTimes {
        clocks = List.copyOf(clocks);
        shown = Set.copyOf(shown);
    }

    /** Seen from rows that were moved once more. */
    ActTimes movedBy(Duration shift) {
        return shift.isZero()
                ? this
                : new ActTimes(worker, begin.plus(shift), end.plus(shift), clocks, shown, moved.plus(shift));
    }

    /** As it was when it acted: numbers and texts that it wrote have not moved. */
    public ActTimes unmoved() {
        return moved.isZero() ? this : movedBy(moved.negated());
    }

    /** The acts of a run while it goes on. */
    static final class Recorder {

        private final List<ActTimes> over = new ArrayList<>();
        private final List<ActTimes> on = new ArrayList<>();

        Recorder(List<ActTimes> before) {
            over.addAll(before);
        }

        void begins(WorkerName worker, Instant now, Instant clock, Set<Duration> shown) {
            on.add(new ActTimes(worker, now, now, List.of(clock), shown, Duration.ZERO));
        }

        /** Time has passed for those who have begun. */
        void passes(Instant clock, Set<Duration> shown) {
            on.replaceAll(act -> {
                List<Instant> clocks = new ArrayList<>(act.clocks());
                clocks.add(clock);
                Set<Duration> all = new HashSet<>(act.shown());
                all.addAll(shown);
                return new ActTimes(act.worker(), act.begin(), act.end(), clocks, all, act.moved());
            });
        }

        void ends(WorkerName worker, Instant now) {
            on.stream().filter(act -> act.worker().equals(worker)).findFirst().ifPresent(act -> {
                on.remove(act);
                over.add(new ActTimes(worker, act.begin(), now, act.clocks(), act.shown(), act.moved()));
            });
        }

        /** All of them, in the order of their begin. */
        List<ActTimes> acts(Instant now) {
            List<ActTimes> all = new ArrayList<>(over);
            on.forEach(act ->
                    all.add(new ActTimes(act.worker(), act.begin(), now, act.clocks(), act.shown(), act.moved())));
            all.sort(java.util.Comparator.comparing(ActTimes::begin));
            return all;
        }
    }
}
