package io.runstwice.explore;

import io.runstwice.run.Step;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * One move of a worker in an overlap: an interaction, or a vain attempt at one.
 *
 * @param worker the worker that moves
 * @param point the interaction
 * @param interaction its interaction; null for a wait, of which only the attempt is known
 * @param chosen whether it was this worker's turn; a lock that is granted is taken outside the turn
 * @param expires whether it is a wait that a time-out of the job would end
 */
record Move(WorkerName worker, Point point, @Nullable Interaction interaction, boolean chosen, boolean expires) {

    private static final Point INSIDE = new Point("jvm", "wait", 1);

    static Move of(Step.Passed passed, boolean chosen) {
        return new Move(passed.worker(), passed.point(), passed.interaction(), chosen, false);
    }

    static Move of(Step.Waits wait) {
        return new Move(
                wait.worker(),
                wait.point().orElse(INSIDE),
                null,
                true,
                wait.on().expires());
    }

    /** Whether it was made at a point, where a worker can be told to stand still. A wait inside the JVM is not. */
    boolean isAtAPoint() {
        return !point.equals(INSIDE);
    }

    boolean waits() {
        return interaction == null;
    }

    /** Whether it may change something; true also if its effect is not known. */
    boolean changes() {
        return interaction == null || !interaction.footprint().writes().isEmpty();
    }

    /**
     * Whether the order of the two can be told: they touch the same data of one resource, and one of them changes it. A
     * wait, and what ends it, depends on everything.
     */
    boolean conflictsWith(Move other) {
        Interaction own = interaction;
        Interaction others = other.interaction;
        if (own == null || others == null || !chosen || !other.chosen) {
            return true;
        }
        return point.resource().equals(other.point.resource())
                && own.footprint().conflictsWith(others.footprint());
    }
}
