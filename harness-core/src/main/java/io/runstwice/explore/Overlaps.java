package io.runstwice.explore;

/** Counts of the schedules with overlapping deliveries that were run, and of those that were left out. */
public final class Overlaps {

    private int explored;
    private int merged;
    private int noPoints;

    /** How many schedules with overlapping deliveries were run and judged. */
    public int explored() {
        return explored;
    }

    /**
     * How many more were left out because they lead to a place that was explored before, but for moves that commute.
     */
    public int merged() {
        return merged;
    }

    /** How many more were left out because they switch before a move that no other worker can notice. */
    public int noPoints() {
        return noPoints;
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
}
