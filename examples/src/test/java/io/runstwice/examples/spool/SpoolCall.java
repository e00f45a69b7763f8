package io.runstwice.examples.spool;

import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Worker;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

// region call
/** One interaction with a spool. */
record SpoolCall<T>(Interaction interaction, Supplier<T> work, Function<T, Effect> effect) implements Call<T> {

    /** A label holds no values; the detail does. No message between a job and its own disk is lost. */
    static <T> SpoolCall<T> of(String label, String detail, Supplier<T> work, Function<T, Effect> effect) {
        return new SpoolCall<>(Interaction.writing(label, detail, Set.of()), work, effect);
    }

    static Effect effect(boolean changed) {
        return changed ? Effect.DURABLE : Effect.REMEMBERED;
    }

    T through(Gate gate, Worker worker) {
        try {
            return gate.pass(worker, this);
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public T proceed() {
        return work.get();
    }

    @Override
    public Reply reply(T value, Exception thrown) {
        return thrown == null
                ? new Reply(String.valueOf(value), effect.apply(value))
                : new Reply(String.valueOf(thrown.getMessage()), Effect.NONE);
    }

    @Override
    public Exception lose(Loss loss) {
        throw new IllegalStateException("nothing of " + interaction.label() + " can be lost");
    }
}
// endregion
