package io.runstwice.run;

import io.runstwice.schedule.Point;

/** What a worker is at, as far as the order of turns is concerned. */
sealed interface WorkerState {

    /** It computes, outside every tap. */
    record Running() implements WorkerState {}

    /** It stands still at a point until it is given the turn. */
    record Still(Point point, boolean inFlight) implements WorkerState {}

    /** Its call goes on within a resource. */
    record Calling(String resource, Point point) implements WorkerState {}

    /** Its call waits within a resource until another worker releases something. */
    record Waiting(String resource, Point point) implements WorkerState {}

    /** Its call waited, has come back, and may be recorded when every other worker stands still. */
    record Back(Point point) implements WorkerState {}

    /** It waits inside the JVM for another thread. */
    record WaitingInside() implements WorkerState {}

    /** It has come to its end, one way or the other. */
    record Over() implements WorkerState {}

    /** Whether it needs another worker's step before it can go on. */
    default boolean waits() {
        return this instanceof Waiting || this instanceof WaitingInside;
    }
}
