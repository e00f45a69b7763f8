package io.runstwice.explore;

/** Explores one family of schedules. The smallest schedules of every family are run before the larger ones of any. */
interface Explorer {

    Family family();

    /**
     * Runs the schedules that have one thing more than a plain run: a fault, a switch, a lapse of the visibility, a
     * turn of an actor.
     */
    void smallest();

    /** Runs the larger ones; those of an {@link Agenda} are put on it instead, and share the bound. */
    void larger();
}
