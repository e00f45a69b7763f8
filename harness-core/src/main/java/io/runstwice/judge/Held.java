package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Points in time of whole seconds that all baselines wrote alike. Where baselines lie close together, each may be a
 * fixed time, or one that lies so far from now: equal, or moved on by as many whole seconds, minutes or hours as have
 * begun since. What stood still when another second, minute or hour had begun does not go with these.
 */
final class Held<T> {

    private static final int MOST_SECONDS = 100_000;

    private final Map<Instant, T> values = new HashMap<>();
    private final List<Unit> open;
    private final boolean isOpenBySeconds;
    private final Instant earliest;
    private final Instant latest;

    /** Nothing held yet, by baselines of these moments. */
    Held(List<ActMoments> runs) {
        this.open = Unit.ALL.stream().filter(unit -> !unit.isSettledBy(runs)).toList();
        this.isOpenBySeconds = !Unit.areSecondsSettledBy(runs);
        this.earliest =
                runs.stream().map(ActMoments::begin).min(Instant::compareTo).orElseThrow();
        this.latest = runs.stream().map(ActMoments::end).max(Instant::compareTo).orElseThrow();
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
    Optional<T> like(Instant at, ActMoments run) {
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
        if (isOpenBySeconds) {
            long least = Duration.between(latest, act.begin()).getSeconds();
            long most = Duration.between(earliest, act.end()).getSeconds() + 1;
            for (long second = least; second <= most && second - least < MOST_SECONDS; second++) {
                steps.add(second);
            }
        }
        for (Instant now : List.of(act.begin(), act.end())) {
            for (Instant then : List.of(earliest, latest)) {
                open.forEach(unit -> steps.add(
                        Duration.between(unit.begin(then), unit.begin(now)).getSeconds()));
            }
        }
        return steps.stream()
                .map(step -> values.get(at.minusSeconds(step)))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
