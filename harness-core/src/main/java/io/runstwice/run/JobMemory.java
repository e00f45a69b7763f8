package io.runstwice.run;

/** What the deliveries of a job have in common beside the world. */
public enum JobMemory {

    /** The static memory of one JVM. */
    SHARED,

    /** No static memory of the job's own classes: a worker that begins finds them as a new process does. */
    FRESH,

    /** None at all: each has a process of its own. */
    NONE
}
