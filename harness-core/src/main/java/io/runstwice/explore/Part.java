package io.runstwice.explore;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;

/** What one exploration covers: all of it, or one node of a test tree. */
public sealed interface Part {

    /** Everything, smallest schedules first. */
    record Whole() implements Part {}

    /** The baseline, twice and once perturbed. */
    record Determinism() implements Part {}

    /** The job run again after success. */
    record RunAgain() implements Part {}

    /** One fault of the first delivery, then redelivery until settled. */
    record Single(Fault fault) implements Part {}

    /** Any number of crashes. */
    record Closure() implements Part {}

    /** Copies of the message at once. */
    record Copies() implements Part {}

    /** A delivery whose visibility lapses while it runs. */
    record Lapsed() implements Part {}

    /** A fault while two deliveries overlap. */
    record Overlapped() implements Part {}

    /** A delivery that is cut off from what it acts on. */
    record Partitions() implements Part {}

    /** A delivery whose process is told to end. */
    record Shutdowns() implements Part {}

    /** Just one schedule, named by somebody. */
    record Replay(Schedule schedule) implements Part {}

    /** The schedules of a family that somebody describes. */
    record Described(String title) implements Part {}

    /** How the node is named. */
    default String title() {
        if (this instanceof Determinism) {
            return "one delivery, no fault";
        } else if (this instanceof RunAgain) {
            return "acknowledgement lost: run again after success";
        } else if (this instanceof Single single) {
            return single.fault().toString();
        } else if (this instanceof Closure) {
            return "any number of crashes";
        } else if (this instanceof Copies) {
            return "two copies at once";
        } else if (this instanceof Lapsed) {
            return "visibility lapsed";
        } else if (this instanceof Overlapped) {
            return "a fault while two copies overlap";
        } else if (this instanceof Partitions) {
            return "cut off from a resource";
        } else if (this instanceof Shutdowns) {
            return "shutdown";
        } else if (this instanceof Described described) {
            return described.title;
        }
        return this instanceof Replay replay ? replay.schedule().toString() : "all schedules";
    }
}
