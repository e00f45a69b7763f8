package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the points in time mean that vary at one site: each lies as far from an anchor in every baseline.
 *
 * <p>An anchor is the controlled clock, exactly; a given time, exactly; or the machine's clock while somebody acted. That one goes on, so a distance
 * from it is known as well as the baselines agree on it, and no better than the column tells times apart.
 */
final class Instants {

    /** How far the clock of a database's machine may drift from ours during an exploration. */
    private static final Duration DRIFT = Duration.ofMillis(20);

    private final Set<Duration> fromClock = new HashSet<>();
    private final Set<Instant> given = new HashSet<>();
    private final TreeMap<Duration, Span> fromNow = new TreeMap<>();
    private final Duration grain;

    /** Distances from now that cannot be told apart. */
    private record Span(Duration least, Duration most) {

        private static final Duration MONTH = Duration.ofDays(32);
        private static final Duration YEAR = Duration.ofDays(400);

        Span meet(Span other) {
            return new Span(max(least, other.least), min(most, other.most));
        }

        Span join(Span other) {
            return new Span(min(least, other.least), max(most, other.most));
        }

        boolean meets(Span other) {
            return least.compareTo(other.most) <= 0 && other.least.compareTo(most) <= 0;
        }

        boolean isEmpty() {
            return least.compareTo(most) > 0;
        }

        /** Whether it may be a distance that somebody chose: none, or the rounder the farther. */
        boolean isRound() {
            Duration far = centre().abs();
            long unit = far.compareTo(MONTH) < 0 ? 1 : far.compareTo(YEAR) < 0 ? 60 : 3_600;
            return Math.floorDiv(most.getSeconds(), unit) * unit >= least.getSeconds() + (least.getNano() > 0 ? 1 : 0);
        }

        Duration centre() {
            return least.plus(most).dividedBy(2);
        }

        private static Duration min(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }
    }

    private Instants(Duration grain) {
        this.grain = grain;
    }

    /**
     * Learns from what varies; empty if some of it is no time of a run.
     *
     * @param isNumber whether they are numbers, which are ids or counts unless the baselines show that they move with a clock
     */
    static Optional<Instants> of(Values<Instant> values, List<Acts> runs, boolean isNumber) {
        Instants learnt = new Instants(grain(values.all()));
        List<Map<Instant, Integer>> open =
                values.byRun().stream().map(Instants::counts).toList();
        if (runs.stream().map(Acts::laid).distinct().count() > 1) {
            consume(
                            open,
                            runs,
                            (at, run) -> Stream.of(at.minus(run.laid())),
                            (at, run) -> Stream.of(at.plus(run.laid())))
                    .forEach(learnt.given::add);
        }
        if (runs.stream().map(Acts::clocks).distinct().count() > 1) {
            consume(
                            open,
                            runs,
                            (at, run) -> learnt.clocks(run).map(clock -> Duration.between(clock, at)),
                            (distance, run) -> learnt.clocks(run).map(clock -> clock.plus(distance)))
                    .forEach(learnt.fromClock::add);
        }
        return learnt.learnFromNow(open, runs, isNumber) ? Optional.of(learnt) : Optional.empty();
    }

    private static Map<Instant, Integer> counts(List<Instant> values) {
        Map<Instant, Integer> counts = new TreeMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    /** Takes out what lies as far from an anchor in all runs, and gives those distances. */
    private static <D> Set<D> consume(
            List<Map<Instant, Integer>> open,
            List<Acts> runs,
            BiFunction<Instant, Acts, Stream<D>> distances,
            BiFunction<D, Acts, Stream<Instant>> places) {
        Set<D> found = new HashSet<>();
        for (Instant at : List.copyOf(open.get(0).keySet())) {
            for (D distance : distances.apply(at, runs.get(0)).toList()) {
                List<Instant> same = IntStream.range(0, runs.size())
                        .mapToObj(i -> places.apply(distance, runs.get(i))
                                .filter(open.get(i)::containsKey)
                                .findFirst()
                                .orElse(null))
                        .filter(Objects::nonNull)
                        .toList();
                if (same.size() == runs.size()) {
                    found.add(distance);
                    int times = IntStream.range(0, runs.size())
                            .map(i -> open.get(i).get(same.get(i)))
                            .min()
                            .orElseThrow();
                    IntStream.range(0, runs.size()).forEach(i -> open.get(i)
                            .computeIfPresent(same.get(i), (any, count) -> count > times ? count - times : null));
                    break;
                }
            }
        }
        return found;
    }

    private boolean learnFromNow(List<Map<Instant, Integer>> open, List<Acts> runs, boolean isNumber) {
        List<List<Instant>> rest = open.stream()
                .map(counts -> counts.entrySet().stream()
                        .flatMap(count -> IntStream.range(0, count.getValue()).mapToObj(any -> count.getKey()))
                        .toList())
                .toList();
        if (rest.stream().map(List::size).distinct().count() > 1) {
            return false;
        }
        for (int k = 0; k < rest.get(0).size(); k++) {
            int place = k;
            Span span = fromNow(run -> rest.get(run).get(place), runs);
            if (span.isEmpty()
                    || isNumber && !span.isRound() && !moves(rest.get(0).get(k), runs)) {
                return false;
            }
            add(span);
        }
        return true;
    }

    /** How far from now these can have been in all runs. */
    private Span fromNow(IntFunction<Instant> values, List<Acts> runs) {
        return IntStream.range(0, runs.size())
                .mapToObj(run -> spans(values.apply(run), runs.get(run))
                        .reduce(Span::join)
                        .orElseThrow())
                .reduce(Span::meet)
                .orElseThrow();
    }

    /** Whether the baselines lie so far apart that what had stood still would be seen. */
    private boolean moves(Instant first, List<Acts> runs) {
        return fromNow(run -> first, runs).isEmpty();
    }

    /** Spans that meet are one. */
    private void add(Span more) {
        Span span = more;
        for (Map.Entry<Duration, Span> below = fromNow.floorEntry(span.most());
                below != null && below.getValue().meets(span);
                below = fromNow.floorEntry(span.most())) {
            fromNow.remove(below.getKey());
            span = span.join(below.getValue());
        }
        fromNow.put(span.least(), span);
    }

    /** How far an instant can have been from its writer's now, for each act. */
    private Stream<Span> spans(Instant at, Acts run) {
        Duration slack = grain.plus(DRIFT);
        return run.nows().stream()
                .map(act -> new Span(
                        Duration.between(act.end(), at).minus(slack),
                        Duration.between(act.begin(), at).plus(slack)));
    }

    /** The finest unit that shows. */
    private static Duration grain(Stream<Instant> values) {
        long finest = values.mapToLong(at -> at.getNano() == 0
                        ? at.getEpochSecond() % 60 == 0 ? 60_000_000_000L : 1_000_000_000L
                        : at.getNano() % 1_000_000 == 0 ? 1_000_000L : 1_000L)
                .min()
                .orElse(1_000L);
        return Duration.ofNanos(finest);
    }

    /** What an instant means in a run; equal texts for equal meanings. */
    Optional<String> meaning(Instant at, Acts run) {
        return run.passed()
                .map(passed -> at.minus(run.laid()).plus(passed))
                .filter(given::contains)
                .findFirst()
                .map(standing -> "given " + standing)
                .or(() -> fromAClock(at, run));
    }

    private Optional<String> fromAClock(Instant at, Acts run) {
        return clocks(run)
                .flatMap(clock -> rounded(clock, at))
                .map(clock -> Duration.between(clock, at))
                .filter(fromClock::contains)
                .findFirst()
                .map(distance -> "clock " + distance)
                .or(() -> fromNow(at, run).map(span -> "now " + span.least()));
    }

    /** Where the controlled clock stood; its seconds, unlike those that it was shifted by, do not show where only minutes are kept. */
    private Stream<Instant> clocks(Acts run) {
        boolean minutes = grain.compareTo(Duration.ofMinutes(1)) >= 0;
        return run.clocks().stream().map(clock -> minutes ? clock.truncatedTo(ChronoUnit.MINUTES) : clock);
    }

    /** A clock that shows more than was kept of it was rounded, down or up. */
    private static Stream<Instant> rounded(Instant clock, Instant at) {
        ChronoUnit kept = at.getNano() == 0 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
        Instant down = clock.truncatedTo(kept);
        return down.equals(clock) || at.getNano() % 1_000_000 != 0
                ? Stream.of(clock)
                : Stream.of(clock, down, down.plus(1, kept));
    }

    /** The learnt distance that fits best. */
    private Optional<Span> fromNow(Instant at, Acts run) {
        Map<Span, Duration> fits = new HashMap<>();
        spans(at, run).forEach(mine -> {
            for (Map.Entry<Duration, Span> below = fromNow.floorEntry(mine.most());
                    below != null && below.getValue().meets(mine);
                    below = fromNow.lowerEntry(below.getKey())) {
                Duration off = below.getValue().centre().minus(mine.centre()).abs();
                fits.merge(below.getValue(), off, Span::min);
            }
        });
        return fits.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Whether an instant that stands in every baseline is one of these all the same: seconds are few, and runs are fast. */
    boolean explains(Instant at, List<Acts> runs) {
        List<String> meanings = new ArrayList<>();
        runs.forEach(run ->
                fromNow(at, run).ifPresent(span -> meanings.add(span.least().toString())));
        return meanings.size() == runs.size() && meanings.stream().distinct().count() == 1;
    }
}
