package io.runstwice.schedule;

import io.runstwice.world.Loss;
import java.util.Objects;
import org.apiguardian.api.API;

/** What happens to one delivery at a point. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Fault permits Fault.Crash, Fault.Lost, Fault.AcknowledgementLost {

    /**
     * The worker dies: before the interaction nothing of it was sent, after it the effect took place and nobody saw the
     * reply.
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
}
