package io.runstwice.explore;

import io.runstwice.schedule.Schedule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts of the schedules that were explored. */
public final class Tally {

    private final Digests judged = new Digests();
    private final Set<String> lowered = new LinkedHashSet<>();
    private final Set<Schedule> passing = new LinkedHashSet<>();
    private final Set<Family> hardlyBegun = new LinkedHashSet<>();
    private boolean postponed;
    private @Nullable First first;
    private int merged;
    private Closure closure = Closure.NONE;
    private final Overlaps overlaps = new Overlaps();
    private final Map<Family, Extent> extents = new EnumMap<>(Family.class);

    /**
     * The extent of the crash closure.
     *
     * @param states how many durable states were reached, the first included
     * @param crashes up to how many crashes every schedule was covered, if it does not close
     * @param closed whether no crash leads to a new state any more
     * @param grows a table that keeps growing, or an empty text
     */
    public record Closure(int states, int crashes, boolean closed, String grows) {

        static final Closure NONE = new Closure(0, 0, false, "");
    }

    /** The counts of deliveries that overlap. */
    public Overlaps overlaps() {
        return overlaps;
    }

    /**
     * The moment at which the first violation was found.
     *
     * @param schedules how many had been run until then, itself included
     * @param at in nanoseconds of the machine's clock, counted from nowhere in particular
     */
    public record First(int schedules, long at) {}

    /** The first violation; empty if there was none. */
    public Optional<First> first() {
        return Optional.ofNullable(first);
    }

    void violated() {
        if (first == null) {
            first = new First(explored(), System.nanoTime());
        }
    }

    /** How many schedules were run to their end and judged. */
    public int explored() {
        return judged.size();
    }

    /** How many more led to a state from which everything had been explored. */
    public int merged() {
        return merged;
    }

    /** How far each family went that was explored. */
    public Map<Family, Extent> extents() {
        return Map.copyOf(extents);
    }

    void reached(Family family, Extent extent) {
        extents.put(family, extent);
    }

    public Closure closure() {
        return closure;
    }

    /** The reasons why a family that was begun was not explored to its end; each once. */
    public List<String> lowered() {
        return List.copyOf(lowered);
    }

    /**
     * Whether more losses and deliveries that overlap were not begun with, because crashes or single losses have shown
     * something already.
     */
    public boolean isPostponed() {
        return postponed;
    }

    /** Why not everything within the bound was explored; empty if it was. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(lowered);
        if (postponed) {
            missing.add("the rest comes when crashes and single losses are safe");
        }
        return List.copyOf(missing);
    }

    /** The families of which the bound did not even allow the smallest schedules; nothing is proved then. */
    public List<String> hardlyBegun() {
        return hardlyBegun.stream().map(Family::title).toList();
    }

    void hardlyBegan(Family family) {
        hardlyBegun.add(family);
    }

    /** Which of the schedules that failed before do not fail any more, or show what a shorter one shows. */
    public List<Schedule> passing() {
        return List.copyOf(passing);
    }

    void passes(Schedule before) {
        passing.add(before);
    }

    boolean hasJudged(String schedule) {
        return judged.get(Digest.of(schedule), -1) >= 0;
    }

    void judged(String schedule) {
        judged.put(Digest.of(schedule), 0);
    }

    void merge() {
        merged++;
    }

    void closed(Closure reached) {
        closure = reached;
    }

    void lower(String what) {
        lowered.add(what);
    }

    void postpone() {
        postponed = true;
    }
}
