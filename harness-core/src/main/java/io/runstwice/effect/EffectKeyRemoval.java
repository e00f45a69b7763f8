package io.runstwice.effect;

import io.runstwice.world.Removal;
import io.runstwice.world.Worker;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The receiver of effects gets no key from deliveries. */
final class EffectKeyRemoval implements Removal {

    private final Consumer<@Nullable EffectKeyRemoval> place;
    private volatile boolean met;

    /**
     * @param place told what is away from now on
     */
    EffectKeyRemoval(Consumer<@Nullable EffectKeyRemoval> place) {
        this.place = place;
    }

    @Override
    public void begin() {
        place.accept(this);
    }

    @Nullable
    String of(@Nullable String key, @Nullable Worker sender) {
        if (key == null || sender == null || !sender.delivers()) {
            return key;
        }
        met = true;
        return null;
    }

    @Override
    public boolean isMet() {
        return met;
    }

    @Override
    public String unmet() {
        return "no delivery gave a key";
    }

    @Override
    public void close() {
        place.accept(null);
    }
}
