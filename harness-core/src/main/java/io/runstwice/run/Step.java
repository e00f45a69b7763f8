package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a trace. */
public sealed interface Step {

    /** Whose step it is. */
    WorkerName worker();

    /** Which delivery it belongs to; 0 for an actor. */
    default int delivery() {
        return worker().number();
    }

    /**
     * A worker began.
     *
     * @param source where its delivery comes from
     * @param later how much time passed before it
     * @param message what it was handed; an empty text if there is only one message
     */
    record Began(WorkerName worker, Source source, Duration later, String message) implements Step {

        /** One of the only message. */
        public Began(WorkerName worker, Source source, Duration later) {
            this(worker, source, later, "");
        }
    }

    /** Time passed before a worker that had begun went on. */
    record Passing(WorkerName worker, Duration time) implements Step {}

    /**
     * A worker gave its turn away and stands still.
     *
     * @param inFlight whether its request has arrived
     * @param point where it goes on
     */
    record Paused(WorkerName worker, boolean inFlight, Point point) implements Step {}

    /**
     * A worker's turn ended because another one keeps it waiting.
     *
     * @param point what it waits in, or empty for a wait inside the JVM
     * @param on whom and what it waits for
     */
    record Waits(WorkerName worker, Optional<Point> point, Waiting on) implements Step {

        /**
         * What a worker waits for.
         *
         * @param holders the workers that keep it waiting, as far as they are known
         * @param what as a story says it
         * @param expires whether a time-out of the job would end it
         */
        public record Waiting(List<WorkerName> holders, String what, boolean expires) {

            public Waiting {
                holders = List.copyOf(holders);
            }
        }
    }

    /** A worker that waited inside the JVM waits no longer. */
    record Freed(WorkerName worker) implements Step {}

    /**
     * An interaction.
     *
     * @param point its name within the delivery
     * @param reply what the resource answered, or null if the request never reached it
     * @param fault what hit it, or null
     * @param acknowledged whether the delivery had been acknowledged before
     * @param access what it had to do with the tables of its resource
     */
    record Passed(
            WorkerName worker,
            Point point,
            Interaction interaction,
            @Nullable Reply reply,
            @Nullable Fault fault,
            boolean acknowledged,
            Access access)
            implements Step {

        /** One of which it is not known what it had to do with tables. */
        public Passed(
                WorkerName worker,
                Point point,
                Interaction interaction,
                @Nullable Reply reply,
                @Nullable Fault fault,
                boolean acknowledged) {
            this(worker, point, interaction, reply, fault, acknowledged, Access.unknown());
        }

        /** What it did to the world. */
        public Effect effect() {
            return reply == null ? Effect.NONE : reply.effect();
        }
    }

    /** A worker's process was told to end; what its hooks do is told as its own. */
    record Terminated(WorkerName worker) implements Step {}

    /**
     * What the test says of the world does not hold.
     *
     * @param worker who acted last
     * @param what as the test says it
     * @param why what the check said
     */
    record Broke(WorkerName worker, String what, String why) implements Step {}

    /** A worker came to its end. */
    record Ended(WorkerName worker, Ending ending) implements Step {}
}
