package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stretch of time to whose begin jobs cut their times: a minute, an hour, a day.
 *
 * <p>Baselines of two such stretches have told which times go with it. As long as all baselines may lie in one, a time
 * that they wrote alike may be fixed, and may move when the next stretch begins.
 *
 * @param length how long it is
 * @param zone where it begins
 */
record Unit(Duration length, ZoneId zone) {

    private static final Duration DAY = Duration.ofDays(1);

    /** How far the clock of a database's machine may drift from ours during an exploration. */
    static final Duration DRIFT = Duration.ofMillis(20);

    static final List<Unit> ALL = all();

    private static List<Unit> all() {
        List<Unit> all = new ArrayList<>();
        for (int minutes : List.of(1, 5, 10, 15, 30, 60)) {
            all.add(new Unit(Duration.ofMinutes(minutes), ZoneOffset.UTC));
        }
        ActMoments.ZONES.stream().distinct().forEach(zone -> all.add(day(zone)));
        return List.copyOf(all);
    }

    static Unit day(ZoneId zone) {
        return new Unit(DAY, zone);
    }

    /** When the one began in which this instant lies. */
    Instant begin(Instant at) {
        if (length.equals(DAY)) {
            return LocalDate.ofInstant(at, zone).atStartOfDay(zone).toInstant();
        }
        long seconds = length.getSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /** The moments at which the unit can have begun for the acts that wrote in a run. */
    Stream<Instant> begins(ActMoments run) {
        return run.nows().stream()
                .flatMap(now -> Stream.of(now.begin().minus(DRIFT), now.end().plus(DRIFT)))
                .map(this::begin)
                .distinct();
    }

    /** Whether runs lie in two of them for sure. */
    boolean isSettledBy(List<ActMoments> runs) {
        return begin(firstEnd(runs).plus(DRIFT)).isBefore(begin(lastBegin(runs).minus(DRIFT)));
    }

    /** Whether one more run after this one would lie in another of them than the first of these. */
    boolean isSettledAfter(ActMoments run, List<ActMoments> runs) {
        return begin(firstEnd(runs).plus(DRIFT)).isBefore(begin(run.end().minus(DRIFT)));
    }

    /**
     * Whether runs lie so far apart that every time that is cut to whole seconds differs between them, however it is
     * rounded.
     */
    static boolean areSecondsSettledBy(List<ActMoments> runs) {
        Duration apart = Duration.between(firstEnd(runs), lastBegin(runs));
        return apart.compareTo(Duration.ofSeconds(1).plus(DRIFT)) > 0;
    }

    private static Instant firstEnd(List<ActMoments> runs) {
        return runs.stream().map(ActMoments::end).min(Instant::compareTo).orElseThrow();
    }

    private static Instant lastBegin(List<ActMoments> runs) {
        return runs.stream().map(ActMoments::begin).max(Instant::compareTo).orElseThrow();
    }
}
