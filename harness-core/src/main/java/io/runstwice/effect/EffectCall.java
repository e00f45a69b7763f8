package io.runstwice.effect;

import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One effect as it stands at the gate. */
final class EffectCall<T> implements Call<T> {

    private final Interaction interaction;
    private final Callable<T> real;
    private final BooleanSupplier record;

    private boolean isRecorded;
    private boolean isNew = true;

    /**
     * An effect.
     *
     * @param real carries it out
     * @param record records it, and says whether it was new to the receiver
     */
    EffectCall(String label, String detail, Callable<T> real, BooleanSupplier record) {
        this.interaction = Interaction.writing(label, detail, Set.of(Loss.REQUEST, Loss.REPLY));
        this.real = real;
        this.record = record;
    }

    @Override
    public Interaction interaction() {
        return interaction;
    }

    @Override
    public T proceed() throws Exception {
        T value = real.call();
        isNew = record.getAsBoolean();
        isRecorded = isNew;
        return value;
    }

    @Override
    public Reply reply(@Nullable T value, @Nullable Exception thrown) {
        if (thrown != null) {
            return new Reply(thrown.toString().lines().findFirst().orElse("failed"), Effect.DURABLE);
        }
        return isNew ? new Reply("done", Effect.DURABLE) : new Reply("already done", Effect.REMEMBERED);
    }

    /** The tables that this call used. A call that failed recorded nothing, and may have done anything. */
    @Override
    public Access access() {
        return isRecorded
                ? Access.adding(interaction.label(), interaction.detail())
                : Access.reading(Set.of(Access.ANY));
    }

    @Override
    public Exception lose(Loss loss) {
        return new EffectLost(interaction.label());
    }
}
