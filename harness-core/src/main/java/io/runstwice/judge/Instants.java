package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The meanings of the points in time that vary at one site: each lies as far from an anchor in every baseline.
 *
 * <p>An anchor is the controlled clock, exactly; a given time, exactly; the begin of a minute, an hour or a day,
 * exactly; or the machine's clock while a worker acted. The machine's clock goes on, so a distance from it is known as
 * well as the baselines agree on it, and no better than the column tells times apart.
 */
final class Instants {

    private static final List<Duration> GRAINS = Stream.concat(
                    Unit.ALL.stream().map(Unit::length).distinct().sorted(Comparator.reverseOrder()),
                    Stream.of(Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofNanos(1_000)))
            .toList();

    private final Set<Duration> fromClock = new HashSet<>();
    private final Set<Instant> given = new HashSet<>();
    private final Map<Unit, Set<Duration>> fromUnits = new LinkedHashMap<>();
    private final Set<Instant> standing = new HashSet<>();
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

        Span widened(Duration by) {
            return new Span(least.minus(by), most.plus(by));
        }

        boolean isEmpty() {
            return least.compareTo(most) > 0;
        }

        /** Whether it may be a distance that an author chose: none, or the rounder the farther. */
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
     * Learns from all that stands at one site: what lies as far from an anchor in every baseline goes with it, and only
     * what no anchor explains and every baseline wrote is taken as it is. The second of one row may be that of another
     * one in the next baseline.
     *
     * @param isNumber whether they are numbers, which are ids or counts unless the baselines show that they move with a
     *     clock
     * @return empty if some of it is neither
     */
    static Optional<Instants> of(Values<Instant> values, List<ActMoments> runs, boolean isNumber) {
        Optional<Instants> all = learnt(values, runs, isNumber, true);
        boolean isExact = all.filter(some -> some.fromNow.isEmpty()).isPresent();
        return isExact ? all : learnt(values, runs, isNumber, false).or(() -> all);
    }

    /**
     * Given times are moved by whole seconds: of rows that lie a second apart and go with now, some look as if they
     * were given.
     */
    private static Optional<Instants> learnt(
            Values<Instant> values, List<ActMoments> runs, boolean isNumber, boolean mayBeGiven) {
        Instants learnt = new Instants(grain(values));
        List<Map<Instant, Integer>> open = Distances.counts(values);
        if (mayBeGiven && runs.stream().map(ActMoments::laid).distinct().count() > 1) {
            learnt.given.addAll(Distances.taken(
                    open,
                    runs,
                    (at, run) -> Stream.of(at.minus(run.laid())),
                    (at, run) -> Stream.of(at.plus(run.laid()))));
        }
        if (runs.stream().map(ActMoments::clocks).distinct().count() > 1) {
            learnt.fromClock.addAll(Distances.taken(
                    open,
                    runs,
                    (at, run) -> learnt.clocks(run).map(clock -> Duration.between(clock, at)),
                    (distance, run) -> learnt.clocks(run).map(clock -> clock.plus(distance))));
        }
        Unit.ALL.stream()
                .filter(unit -> unit.isSettledBy(runs))
                .forEach(unit -> learnt.fromUnits.put(
                        unit,
                        Distances.taken(
                                open,
                                runs,
                                (at, run) -> unit.begins(run).map(begin -> Duration.between(begin, at)),
                                (distance, run) -> unit.begins(run).map(begin -> begin.plus(distance)))));
        return learnt.learnFromNow(open, runs, isNumber) ? Optional.of(learnt) : Optional.empty();
    }

    /** Whether an instant stood in every baseline and no anchor explains that. */
    boolean isStanding(Instant at) {
        return standing.contains(at);
    }

    private boolean learnFromNow(List<Map<Instant, Integer>> open, List<ActMoments> runs, boolean isNumber) {
        List<List<Instant>> rest = open.stream().map(Distances::rest).toList();
        if (rest.stream().map(List::size).distinct().count() > 1) {
            return false;
        }
        for (int k = 0; k < rest.get(0).size(); k++) {
            int place = k;
            List<Instant> same = rest.stream().map(all -> all.get(place)).toList();
            if (same.stream().distinct().count() == 1) {
                standing.add(same.get(0));
            } else if (!addFromNow(same, runs, isNumber)) {
                return false;
            }
        }
        return true;
    }

    /** How far from now these can have been in all runs. */
    private Span fromNow(IntFunction<Instant> values, List<ActMoments> runs) {
        return IntStream.range(0, runs.size())
                .mapToObj(run -> spans(values.apply(run), runs.get(run))
                        .reduce(Span::join)
                        .orElseThrow())
                .reduce(Span::meet)
                .orElseThrow();
    }

    /** Whether the baselines lie so far apart that what had stood still would be seen. */
    private boolean moves(Instant first, List<ActMoments> runs) {
        return fromNow(run -> first, runs).isEmpty();
    }

    private boolean addFromNow(List<Instant> same, List<ActMoments> runs, boolean isNumber) {
        Span span = fromNow(same::get, runs);
        if (span.isEmpty() || isNumber && !span.widened(grain).isRound() && !moves(same.get(0), runs)) {
            return false;
        }
        add(span);
        return true;
    }

    /** Spans that are less than a grain apart are one: a single time of a run would fit both. */
    private void add(Span more) {
        Span span = more;
        for (Map.Entry<Duration, Span> below = fromNow.floorEntry(span.most().plus(grain));
                below != null && below.getValue().meets(span.widened(grain));
                below = fromNow.floorEntry(span.most().plus(grain))) {
            fromNow.remove(below.getKey());
            span = span.join(below.getValue());
        }
        fromNow.put(span.least(), span);
    }

    /**
     * How far an instant can have been from its writer's now, for each act. Up to a grain of it was lost, always in the
     * same direction.
     */
    private Stream<Span> spans(Instant at, ActMoments run) {
        return run.nows().stream()
                .map(act -> new Span(
                        Duration.between(act.end(), at).minus(Unit.DRIFT),
                        Duration.between(act.begin(), at).plus(Unit.DRIFT).plus(grain)));
    }

    /** The finest unit that shows. */
    private static Duration grain(Values<Instant> values) {
        return GRAINS.stream()
                .filter(grain -> values.all().allMatch(at -> isWhole(at, grain)))
                .findFirst()
                .orElse(GRAINS.get(GRAINS.size() - 1));
    }

    private static boolean isWhole(Instant at, Duration grain) {
        return grain.getSeconds() == 0
                ? at.getNano() % grain.toNanos() == 0
                : at.getNano() == 0 && at.getEpochSecond() % grain.getSeconds() == 0;
    }

    /** The meaning of an instant in a run; equal texts for equal meanings. */
    Optional<String> meaning(Instant at, ActMoments run) {
        return run.passed()
                .map(passed -> at.minus(run.laid()).plus(passed))
                .filter(given::contains)
                .findFirst()
                .map(standing -> "given " + standing)
                .or(() -> fromAClock(at, run))
                .or(() -> fromAClock(whereItLies(at, run), run));
    }

    /**
     * A given time is told as it was given, wherever it lies by now; a now that was written over it in the same second
     * looks like that.
     */
    private static Instant whereItLies(Instant at, ActMoments run) {
        return at.getNano() == 0 ? at.plus(run.laid()) : at;
    }

    private Optional<String> fromAClock(Instant at, ActMoments run) {
        return clocks(run)
                .flatMap(clock -> rounded(clock, at))
                .map(clock -> Duration.between(clock, at))
                .filter(fromClock::contains)
                .findFirst()
                .map(distance -> "clock " + distance)
                .or(() -> fromUnit(at, run))
                .or(() -> fromNow(at, run).map(span -> "now " + span.least()));
    }

    private Optional<String> fromUnit(Instant at, ActMoments run) {
        return fromUnits.entrySet().stream()
                .flatMap(unit -> unit.getKey()
                        .begins(run)
                        .map(begin -> Duration.between(begin, at))
                        .filter(unit.getValue()::contains)
                        .map(distance -> "begin of " + unit.getKey() + " " + distance))
                .findFirst();
    }

    /**
     * Where the controlled clock stood; its seconds, unlike those that it was shifted by, do not show where only
     * minutes are kept.
     */
    private Stream<Instant> clocks(ActMoments run) {
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
    private Optional<Span> fromNow(Instant at, ActMoments run) {
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
}
