package io.runstwice.schedule;

import io.runstwice.world.Loss;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A fault that strikes one delivery at a point. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Fault
        permits Fault.Crash,
                Fault.Lost,
                Fault.AcknowledgementLost,
                Fault.Pause,
                Fault.Expired,
                Fault.Partition,
                Fault.Shutdown {

    /**
     * The worker dies: before the interaction nothing of it was sent, after it the effect took place and no worker saw
     * the reply.
     *
     * @param after after the interaction, or before it
     * @param point the interaction
     */
    record Crash(boolean after, Point point) implements Fault {

        public Crash {
            Objects.requireNonNull(point, "point");
        }

        @Override
        public String toString() {
            return "crash " + (after ? "after " : "before ") + point;
        }
    }

    /**
     * One message between the worker and a resource is lost, and the worker lives on.
     *
     * @param loss which message, and how
     * @param point the interaction
     */
    record Lost(Loss loss, Point point) implements Fault {

        public Lost {
            Objects.requireNonNull(loss, "loss");
            Objects.requireNonNull(point, "point");
        }

        @Override
        public String toString() {
            return switch (loss) {
                case REQUEST -> "lost request of " + point;
                case REPLY -> "lost reply of " + point;
                case REPLY_IN_SILENCE -> "silent reply of " + point;
                case REPLY_LATE -> "late reply of " + point;
                case REPLY_IN_PIECES -> "piecemeal reply of " + point;
            };
        }
    }

    /** The job ran to its end, and the queue never heard of it. */
    record AcknowledgementLost() implements Fault {

        @Override
        public String toString() {
            return "acknowledgement lost";
        }
    }

    /**
     * The worker stands still, and others take their turn. It goes on with its next turn, or never.
     *
     * @param inFlight after the request arrived and before it took effect, or before it was sent
     * @param point the interaction
     */
    record Pause(boolean inFlight, Point point) implements Fault {

        public Pause {
            Objects.requireNonNull(point, "point");
        }

        @Override
        public String toString() {
            return "pause " + (inFlight ? "in flight of " : "before ") + point;
        }
    }

    /**
     * A wait for another worker's lock ends by the time-out that the job has set.
     *
     * @param point the interaction that waits
     */
    record Expired(Point point) implements Fault {

        public Expired {
            Objects.requireNonNull(point, "point");
        }

        @Override
        public String toString() {
            return "time-out of " + point;
        }
    }

    /**
     * The worker is cut off from resources for the rest of its delivery: none of its messages arrives there, or no
     * reply comes back. Only for resources on a link.
     *
     * @param resources at least one, by name
     * @param repliesOnly requests still arrive
     * @param from the interaction whose message is the first to be lost; null for all of the delivery
     */
    record Partition(
            List<String> resources,
            boolean repliesOnly,
            @Nullable Point from) implements Fault {

        public Partition {
            resources = List.copyOf(resources);
            if (resources.isEmpty()) {
                throw new IllegalArgumentException("a partition cuts off at least one resource");
            }
        }

        /** The same, standing already when a delivery begins. */
        public Partition fromTheBeginning() {
            return new Partition(resources, repliesOnly, null);
        }

        /** Which messages are lost. */
        public Loss loss() {
            return repliesOnly ? Loss.REPLY : Loss.REQUEST;
        }

        @Override
        public String toString() {
            return (repliesOnly ? "reply partition of " : "partition of ")
                    + String.join(", ", resources)
                    + (from == null ? "" : " from " + from);
        }
    }

    /**
     * The worker's process is told to end, by SIGTERM, while the worker stands before an interaction: its shutdown
     * hooks run. Then the worker stands still, unless its process has ended with them. It goes on with its next turn,
     * or is killed in it. Only for workers that have a process of their own.
     *
     * @param point the interaction
     */
    record Shutdown(Point point) implements Fault {

        public Shutdown {
            Objects.requireNonNull(point, "point");
        }

        @Override
        public String toString() {
            return "shutdown before " + point;
        }
    }

    /** Whether something goes wrong; a pause alone is only an order of turns. */
    default boolean harms() {
        return !(this instanceof Pause);
    }
}
