package io.runstwice.judge;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The meanings of the days that stand at one site: whole days from today, by the machine's clock or by the controlled
 * one, whichever the baselines moved with.
 */
final class Days {

    private final List<Anchor> anchors = new ArrayList<>();
    private final Set<LocalDate> standing = new HashSet<>();

    /** A clock, by the days that it showed in a run. */
    private record Clock(String name, Function<ActMoments, Collection<LocalDate>> days) {

        Stream<Long> distances(LocalDate day, ActMoments run) {
            return days.apply(run).stream().map(today -> ChronoUnit.DAYS.between(today, day));
        }

        Stream<LocalDate> at(long distance, ActMoments run) {
            return days.apply(run).stream().map(today -> today.plusDays(distance));
        }

        boolean hasMoved(List<ActMoments> runs) {
            return runs.stream()
                            .map(run -> Set.copyOf(days.apply(run)))
                            .distinct()
                            .count()
                    > 1;
        }
    }

    /** So many days from a clock's day. */
    private record Anchor(Clock clock, Collection<Long> distances) {

        Optional<Long> distance(LocalDate day, ActMoments run) {
            return clock.distances(day, run).filter(distances::contains).findFirst();
        }
    }

    private static List<Clock> clocks() {
        List<Clock> clocks = new ArrayList<>();
        for (ZoneId zone : ActMoments.ZONES) {
            clocks.add(new Clock("clock", run -> run.controlledDays(zone)));
            clocks.add(new Clock("today", run -> run.days(zone)));
            clocks.add(new Clock("given", Days::given));
        }
        return clocks;
    }

    /** Where a given day can have stood: moved by what the set-up was moved by, and older by what had passed. */
    private static Set<LocalDate> given(ActMoments run) {
        LocalDate laid = LocalDate.EPOCH.plusDays(run.laid().toDays());
        return run.passed().map(passed -> laid.minusDays(passed.toDays())).collect(Collectors.toSet());
    }

    /** The days of a site whose values never move. */
    static Days standing() {
        return new Days();
    }

    /**
     * Learns from all days of a site: what lies as far from an anchor in every baseline goes with it, and only what no
     * anchor explains and every baseline wrote is taken as it is. The day of one row may be that of another one in the
     * next baseline.
     *
     * @return empty if some of it is neither
     */
    static Optional<Days> together(Values<LocalDate> values, List<ActMoments> runs) {
        Days learnt = new Days();
        List<Map<LocalDate, Integer>> open = Distances.counts(values);
        clocks().stream()
                .filter(clock -> clock.hasMoved(runs))
                .map(clock -> new Anchor(clock, Distances.taken(open, runs, clock::distances, clock::at)))
                .forEach(learnt.anchors::add);
        if (open.stream().distinct().count() > 1) {
            return Optional.empty();
        }
        learnt.standing.addAll(open.get(0).keySet());
        return Optional.of(learnt);
    }

    /** Learns from the days of a site that vary. */
    static Optional<Days> of(Values<LocalDate> values, List<ActMoments> runs) {
        Days learnt = new Days();
        clocks().stream().map(clock -> shared(clock, values, runs)).forEach(learnt.anchors::add);
        boolean all = IntStream.range(0, runs.size()).allMatch(run -> values.byRun().get(run).stream()
                .allMatch(day -> learnt.meaning(day, runs.get(run)).isPresent()));
        return all ? Optional.of(learnt) : Optional.empty();
    }

    /** The distances that all baselines share. */
    private static Anchor shared(Clock clock, Values<LocalDate> values, List<ActMoments> runs) {
        Map<Long, Integer> shared = new TreeMap<>();
        for (int i = 0; i < runs.size(); i++) {
            ActMoments run = runs.get(i);
            values.byRun().get(i).stream()
                    .flatMap(day -> clock.distances(day, run))
                    .distinct()
                    .forEach(distance -> shared.merge(distance, 1, Integer::sum));
        }
        shared.values().removeIf(count -> count < runs.size());
        return new Anchor(clock, shared.keySet());
    }

    /** Whether a day stood in every baseline and no anchor explains that. */
    boolean isStanding(LocalDate day) {
        return standing.contains(day);
    }

    /** The meaning of a day in a run. */
    Optional<String> meaning(LocalDate day, ActMoments run) {
        return anchors.stream()
                .flatMap(anchor ->
                        anchor.distance(day, run).map(d -> anchor.clock().name() + " " + d).stream())
                .findFirst();
    }

    /**
     * By how many days today may have moved on since the baselines: by none where they lay on two days themselves, for
     * these have shown what moves.
     */
    static Stream<Long> moved(ActMoments run, List<ActMoments> baselines) {
        return ActMoments.ZONES.stream()
                .filter(zone -> !Unit.day(zone).isSettledBy(baselines))
                .flatMap(zone -> run.days(zone).stream().flatMap(today -> baselines.get(0).days(zone).stream()
                        .map(then -> ChronoUnit.DAYS.between(then, today))));
    }
}
