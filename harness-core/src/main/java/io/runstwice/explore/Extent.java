package io.runstwice.explore;

/**
 * How far a family was explored.
 *
 * @param schedules how many schedules were run
 * @param places from how many states, or at how many interactions
 * @param workers how many took part at most
 * @param preemptions up to how many preemptions everything was covered
 */
public record Extent(int schedules, int places, int workers, int preemptions) {

    /** Any number of preemptions: everything was covered. */
    public static final int ANY = Integer.MAX_VALUE;

    /** Not even everything without a preemption was covered. */
    public static final int NONE = -1;

    /** One delivery at a time, and all of it. */
    static Extent at(int places) {
        return new Extent(0, places, 1, ANY);
    }

    /** Some workers, and all of it or not. */
    static Extent of(int schedules, int workers, boolean whole) {
        return new Extent(schedules, 1, workers, whole ? ANY : 0);
    }

    /** Whether everything was covered. */
    public boolean isWhole() {
        return preemptions == ANY;
    }
}
