package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One line of a trace. */
public sealed interface Step {

    /** Which delivery it belongs to. */
    int delivery();

    /**
     * A delivery began.
     *
     * @param later how much time passed before it
     */
    record Began(int delivery, Duration later) implements Step {}

    /**
     * An interaction.
     *
     * @param point its name within the delivery
     * @param reply what the resource answered, or null if the request never reached it
     * @param fault what hit it, or null
     * @param acknowledged whether the delivery had been acknowledged before
     */
    record Passed(
            int delivery,
            Point point,
            Interaction interaction,
            @Nullable Reply reply,
            @Nullable Fault fault,
            boolean acknowledged)
            implements Step {

        /** What it did to the world. */
        public Effect effect() {
            return reply == null ? Effect.NONE : reply.effect();
        }
    }

    /** A delivery ended. */
    record Ended(int delivery, Ending ending) implements Step {}
}
