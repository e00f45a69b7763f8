package io.runstwice.judge;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the days mean that stand at one site: whole days from today, by the machine's clock or by the controlled one, whichever the baselines
 * moved with.
 */
final class Days {

    private final List<Anchor> anchors = new ArrayList<>();
    private final Set<LocalDate> fixed;

    /** So many days from a clock's day. */
    private record Anchor(String name, Function<Acts, Collection<LocalDate>> days, Collection<Long> distances) {

        Optional<Long> distance(LocalDate day, Acts run) {
            return days.apply(run).stream()
                    .map(today -> ChronoUnit.DAYS.between(today, day))
                    .filter(distances::contains)
                    .findFirst();
        }
    }

    private Days(Set<LocalDate> fixed) {
        this.fixed = fixed;
    }

    /**
     * Learns from all days of a site.
     *
     * @param values those that vary
     * @param fixed those that all baselines wrote: they are compared as they are as long as it is the same day
     */
    static Optional<Days> of(Values<LocalDate> values, Set<LocalDate> fixed, List<Acts> runs) {
        Days learnt = new Days(fixed);
        if (values.isEmpty()) {
            return Optional.of(learnt);
        }
        List<Anchor> candidates = new ArrayList<>();
        for (ZoneId zone : Acts.ZONES) {
            candidates.add(learnt.anchor("clock", values, run -> run.controlledDays(zone), runs));
            candidates.add(learnt.anchor("today", values, run -> run.days(zone), runs));
            candidates.add(learnt.anchor(
                    "given",
                    values,
                    run -> List.of(LocalDate.EPOCH.plusDays(run.laid().toDays())),
                    runs));
        }
        for (int run = 0; run < runs.size(); run++) {
            Acts acts = runs.get(run);
            boolean all = values.byRun().get(run).stream().allMatch(day -> candidates.stream()
                    .anyMatch(anchor -> anchor.distance(day, acts).isPresent()));
            if (!all) {
                return Optional.empty();
            }
        }
        learnt.anchors.addAll(candidates);
        return Optional.of(learnt);
    }

    private static List<Long> distances(Collection<LocalDate> days, Collection<LocalDate> from) {
        return days.stream()
                .flatMap(day -> from.stream().map(today -> ChronoUnit.DAYS.between(today, day)))
                .distinct()
                .toList();
    }

    /** The distances that all baselines share. */
    private Anchor anchor(
            String name, Values<LocalDate> values, Function<Acts, Collection<LocalDate>> days, List<Acts> runs) {
        Map<Long, Integer> shared = new TreeMap<>();
        for (int run = 0; run < runs.size(); run++) {
            distances(values.byRun().get(run), days.apply(runs.get(run)))
                    .forEach(d -> shared.merge(d, 1, Integer::sum));
        }
        shared.values().removeIf(count -> count < runs.size());
        return new Anchor(name, days, shared.keySet());
    }

    /** What a day means in a run. */
    Optional<String> meaning(LocalDate day, Acts run) {
        return anchors.stream()
                .flatMap(anchor -> anchor.distance(day, run).map(d -> anchor.name() + " " + d).stream())
                .findFirst();
    }

    /** The day of the baselines that a day of a run stands for: the same one, or as many days from today when that is another day. */
    Optional<LocalDate> like(LocalDate day, Acts run, Acts first) {
        if (fixed.contains(day)) {
            return Optional.of(day);
        }
        for (ZoneId zone : Acts.ZONES) {
            for (LocalDate today : run.days(zone)) {
                for (LocalDate then : first.days(zone)) {
                    LocalDate moved = day.minusDays(ChronoUnit.DAYS.between(then, today));
                    if (!today.equals(then) && fixed.contains(moved)) {
                        return Optional.of(moved);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
