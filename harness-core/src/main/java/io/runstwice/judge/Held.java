package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Points in time of whole seconds that all baselines wrote alike. Baselines follow each other within one second, so each may be a fixed time, or one
 * that lies so far from now: equal, or moved on by as many whole seconds, minutes or hours as have begun since.
 */
final class Held<T> {

    private static final List<Duration> UNITS = List.of(Duration.ofMinutes(1), Duration.ofHours(1));
    private static final int MOST_SECONDS = 100_000;

    private final Map<Instant, T> values = new HashMap<>();
    private final Instant earliest;
    private final Instant latest;

    /** Nothing held yet, by baselines of these moments. */
    Held(List<Acts> runs) {
        this.earliest = runs.stream().map(Acts::begin).min(Instant::compareTo).orElseThrow();
        this.latest = runs.stream().map(Acts::end).max(Instant::compareTo).orElseThrow();
    }

    void add(Instant at, T value) {
        if (at.getNano() == 0) {
            values.put(at, value);
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The value of the baselines that an instant of a run stands for. */
    Optional<T> like(Instant at, Acts run) {
        if (at.getNano() != 0) {
            return Optional.empty();
        }
        T same = values.get(at);
        return same == null
                ? run.nows().stream().flatMap(act -> moved(at, act).stream()).findFirst()
                : Optional.of(same);
    }

    private Optional<T> moved(Instant at, Observation.Act act) {
        TreeSet<Long> steps = new TreeSet<>();
        long least = Duration.between(latest, act.begin()).getSeconds();
        long most = Duration.between(earliest, act.end()).getSeconds() + 1;
        for (long second = least; second <= most && second - least < MOST_SECONDS; second++) {
            steps.add(second);
        }
        for (Instant now : List.of(act.begin(), act.end())) {
            for (Instant then : List.of(earliest, latest)) {
                UNITS.forEach(unit -> steps.add(begun(unit, now) - begun(unit, then)));
                Acts.ZONES.forEach(zone -> steps.add(day(now, zone) - day(then, zone)));
            }
        }
        return steps.stream()
                .map(step -> values.get(at.minusSeconds(step)))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** When the unit began in which this instant lies. */
    private static long begun(Duration unit, Instant at) {
        return Math.floorDiv(at.getEpochSecond(), unit.getSeconds()) * unit.getSeconds();
    }

    private static long day(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone).toEpochDay() * Duration.ofDays(1).getSeconds();
    }
}
