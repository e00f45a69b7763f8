package io.runstwice.explore;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was explored of deliveries that overlap, counted. */
public final class Overlaps {

    private final Map<Family, Extent> extents = new LinkedHashMap<>();
    private int explored;
    private int merged;
    private int noPoints;

    /** The sources of overlap. */
    public enum Family {
        COPIES,
        /** Actors before, between and after deliveries. */
        BETWEEN,
        ACTORS,
        FAULTS_BESIDE,
        /** Actors that act late while a delivery stands still. */
        LATE_ACTORS,
        LAPSED,
        /** Deliveries whose visibility lapsed, and which go on late. */
        LATE_THAWS,
        FAULTS
    }

    /**
     * How far a family was explored.
     *
     * @param schedules how many schedules were run
     * @param states from how many states of the world
     * @param workers how many took part at most
     * @param preemptions up to how many preemptions everything was covered
     */
    public record Extent(int schedules, int states, int workers, int preemptions) {

        /** Any number of preemptions: every order was covered. */
        public static final int ANY = Integer.MAX_VALUE;

        /** Not even everything without a preemption was covered. */
        public static final int NONE = -1;

        /** Whether every order was covered. */
        public boolean isWhole() {
            return preemptions == ANY;
        }
    }

    /** How many schedules with overlapping deliveries were run and judged. */
    public int explored() {
        return explored;
    }

    /** How many more were left out because they lead to a place that was explored before, but for moves that commute. */
    public int merged() {
        return merged;
    }

    /** How many more were left out because they switch before a move that nobody else can notice. */
    public int noPoints() {
        return noPoints;
    }

    /** How far each family went that was explored. */
    public Map<Family, Extent> extents() {
        return Map.copyOf(extents);
    }

    void ran() {
        explored++;
    }

    void merge() {
        merged++;
    }

    void noPoint(int more) {
        noPoints += more;
    }

    void reached(Family family, Extent extent) {
        extents.put(family, extent);
    }
}
