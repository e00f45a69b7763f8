package io.runstwice.run;

import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An actor has enqueued the message. That shows when a delivery begins. */
final class Enqueued implements Call<String> {

    private Enqueued() {}

    static void by(DeliveryWorker worker) {
        try {
            worker.workers().pass(worker, Checkpoint.QUEUE, new Enqueued());
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Interaction interaction() {
        return Interaction.writing("enqueue", "enqueue the message", Set.of()).touching(Footprint.none());
    }

    @Override
    public String proceed() {
        return "enqueued";
    }

    @Override
    public Reply reply(@Nullable String value, @Nullable Exception thrown) {
        return new Reply("enqueued", Effect.NONE);
    }

    @Override
    public Access access() {
        return Access.none();
    }

    @Override
    public Exception lose(Loss loss) {
        return new IllegalStateException("nothing of it can be lost");
    }
}
