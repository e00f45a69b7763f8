package io.runstwice.judge;

import io.runstwice.judge.Trace.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of which each double needs a fault that excuses it: what a plain delivery does there, and where it is
 * recorded. Immutable.
 */
final class Doubles {

    private final Map<Place, Learnt> tables = new TreeMap<>(Comparator.comparing(Place::toString));

    /**
     * The knowledge of one table.
     *
     * @param where the rows that count: those of the table, or, if no step tells of any in it, all of its resource
     * @param wording the words that tell the effects of a plain delivery apart
     * @param whats how many there are of each
     */
    private record Learnt(Records records, Predicate<Place> where, EffectWording wording, Map<String, Integer> whats) {

        List<TracedEffect> effects(Trace run) {
            return wording.in(run, where);
        }
    }

    /**
     * Learns from plain deliveries, the first of which counts.
     *
     * @param changed the tables in which a plain delivery leaves rows
     * @param compared the tables that are compared: nothing else is a record
     * @param strict whether doubles of a table need a fault
     * @param recordedIn how the test calls the places of the records of a resource's effects
     * @throws io.runstwice.world.Misuse if an effect has no record
     */
    Doubles(
            List<Trace> baselines,
            Set<Place> changed,
            Set<Place> compared,
            Predicate<Place> strict,
            Function<String, List<String>> recordedIn) {
        changed.stream()
                .filter(strict)
                .forEach(table -> learn(table, baselines, compared, strict, recordedIn.apply(table.resource())));
    }

    private void learn(
            Place table, List<Trace> baselines, Set<Place> compared, Predicate<Place> strict, List<String> recordedIn) {
        Trace baseline = baselines.get(0);
        Predicate<Place> where =
                TracedEffect.in(baseline, table::equals).isEmpty() ? place -> isOf(table, place) : table::equals;
        EffectWording wording = EffectWording.of(
                baselines.stream().map(one -> TracedEffect.in(one, where)).toList());
        List<TracedEffect> effects = wording.in(baseline, where);
        Predicate<Place> isRecord = place -> !strict.test(place)
                && compared.stream().anyMatch(place::meets)
                && (recordedIn.isEmpty() || recordedIn.stream().anyMatch(place::isCalled));
        Records records = Records.learn(table, effects, baseline, isRecord, recordedIn);
        tables.put(table, new Learnt(records, where, wording, EffectWording.counts(effects)));
    }

    private static boolean isOf(Place table, Place other) {
        return table.resource().equals(other.resource());
    }

    /** Whether no table is of this kind, so that no trace is needed. */
    boolean isEmpty() {
        return tables.isEmpty();
    }

    /**
     * Where the effects of a table are recorded, for people; empty if it is none of these tables, or a plain delivery
     * does nothing there.
     */
    List<Place> records(Place table) {
        Learnt learnt = tables.get(table);
        return learnt == null
                ? List.of()
                : learnt.records().guards().stream()
                        .sorted(Comparator.comparing(Place::toString))
                        .toList();
    }

    /**
     * How many surplus rows of one table a run is excused, by their shape; under an empty text if rows and effects
     * cannot be told together, all of them.
     *
     * @param expected the rows of the baseline
     * @param actual the rows of the run, in their order
     */
    Map<String, Integer> excused(Layout layout, Trace run, List<ComparedLine> expected, List<ComparedLine> actual) {
        Learnt learnt = tables.get(new Place(layout.resource(), layout.table()));
        if (learnt == null) {
            return Map.of();
        }
        List<TracedEffect> effects = learnt.effects(run);
        Excuses excuses = new Excuses(learnt.records(), run);
        if (layout.ledger() && effects.size() == actual.size()) {
            Map<String, Integer> once = new HashMap<>();
            expected.forEach(line -> once.merge(line.shape(), 1, Integer::sum));
            return excused(effects, effect -> actual.get(effect.number()).shape(), once, excuses);
        }
        Map<String, Integer> byWhat = learnt.whats();
        boolean known = effects.stream().allMatch(effect -> byWhat.containsKey(effect.what()));
        Map<String, Integer> groups = known
                ? excused(effects, TracedEffect::what, byWhat, excuses)
                : excused(effects, effect -> "", Map.of("", sum(byWhat)), excuses);
        return Map.of("", sum(groups));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> excused(
            List<TracedEffect> effects,
            Function<TracedEffect, String> kind,
            Map<String, Integer> once,
            Excuses excuses) {
        Map<String, List<TracedEffect>> groups =
                effects.stream().collect(Collectors.groupingBy(kind, LinkedHashMap::new, Collectors.toList()));
        Map<String, Integer> excused = new HashMap<>();
        groups.forEach((name, group) -> excused.put(name, excuses.excused(group, once.getOrDefault(name, 0))));
        return excused;
    }

    /** Equal for two runs that have come to the same state only if what may yet be excused is the same. */
    String future(Trace run) {
        StringBuilder future = new StringBuilder();
        tables.forEach((table, learnt) -> {
            List<TracedEffect> effects = learnt.effects(run);
            Excuses excuses = new Excuses(learnt.records(), run);
            future.append(table).append('\n');
            for (TracedEffect effect : effects) {
                future.append(effect.what().length()).append(':').append(effect.what());
                future.append(place(learnt.records().of(effect, run), effects));
                for (Excuse excuse : excuses.of(effect)) {
                    future.append(excuse.ofItself() ? " itself " : " ").append(place(excuse.after(), effects));
                }
                future.append('\n');
            }
        });
        return future.toString();
    }

    /** Before how many effects an event comes: where it is among other events does not matter. */
    private static String place(int event, List<TracedEffect> effects) {
        long before = effects.stream().filter(effect -> effect.at() <= event).count();
        return event == Records.NEVER ? " never" : " " + before;
    }

    /** Why a repetition in this table has no excuse, for people; null if it is none of these tables. */
    @Nullable
    Unexcused unexcused(Place table, Trace run) {
        Learnt learnt = tables.get(table);
        return learnt == null ? null : Unexcused.of(learnt.effects(run), learnt.records(), run);
    }
}
