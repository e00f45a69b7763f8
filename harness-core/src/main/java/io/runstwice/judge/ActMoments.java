package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The moments of one run: what a writer's now can have been. */
final class ActMoments {

    /** The zones in which a day can begin. */
    static final List<ZoneId> ZONES = List.of(ZoneOffset.UTC, ZoneId.systemDefault());

    private final List<Observation.Act> all;
    private final List<Observation.Act> nows;
    private final Duration laid;

    private ActMoments(Observation run) {
        this.all = run.acts();
        this.nows = all.stream()
                .flatMap(act -> Stream.concat(nows(act), shown(act)))
                .distinct()
                .toList();
        this.laid = run.laid();
    }

    /** Where time has passed within a transaction, its now stands as long ago as it began. */
    private static Stream<Observation.Act> nows(Observation.Act act) {
        Instant last = act.clocks().get(act.clocks().size() - 1);
        return act.clocks().stream().map(clock -> {
            Duration ago = Duration.between(clock, last);
            return new Observation.Act(act.begin().minus(ago), act.end().minus(ago), act.clocks());
        });
    }

    /** A text that was made of now after time had passed tells a later one. */
    private static Stream<Observation.Act> shown(Observation.Act act) {
        return act.shown().stream()
                .map(later ->
                        new Observation.Act(act.begin().plus(later), act.end().plus(later), act.clocks()));
    }

    static ActMoments of(Observation run) {
        return new ActMoments(run);
    }

    /**
     * When a writer's now can have been: while a worker acted, or when a transaction had begun within which time
     * passed.
     */
    List<Observation.Act> nows() {
        return nows;
    }

    /** By how much given times were moved for this run. */
    Duration laid() {
        return laid;
    }

    /** When the first act began. */
    Instant begin() {
        return all.stream().map(Observation.Act::begin).min(Instant::compareTo).orElseThrow();
    }

    /** When the last act had ended. */
    Instant end() {
        return all.stream().map(Observation.Act::end).max(Instant::compareTo).orElseThrow();
    }

    /** Where the controlled clock stood at the end. */
    Instant latest() {
        return all.get(all.size() - 1)
                .clocks()
                .get(all.get(all.size() - 1).clocks().size() - 1);
    }

    /** Where the controlled clock stood, the earliest first. */
    Set<Instant> clocks() {
        return all.stream().flatMap(act -> act.clocks().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How much time had passed when a worker acted: given times had grown older by as much. */
    Stream<Duration> passed() {
        Set<Instant> clocks = clocks();
        Instant first = clocks.iterator().next();
        return clocks.stream().map(clock -> Duration.between(first, clock));
    }

    /** The days that the machine's clock showed while a worker acted. */
    Set<LocalDate> days(ZoneId zone) {
        return nows.stream()
                .flatMap(act -> Stream.of(act.begin(), act.end()))
                .map(instant -> LocalDate.ofInstant(instant, zone))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The days that the controlled clock showed. */
    Set<LocalDate> controlledDays(ZoneId zone) {
        return clocks().stream()
                .map(instant -> LocalDate.ofInstant(instant, zone))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
