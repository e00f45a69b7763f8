package io.runstwice.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One effect, as the process of a delivery tells it. It crosses as words, since a {@link io.runstwice.world.Line}
 * carries nothing else.
 *
 * @param key null for an effect without one
 */
record EffectNotice(String label, String detail, @Nullable String key) {

    String[] words() {
        return key == null ? new String[] {label, detail} : new String[] {label, detail, key};
    }

    /**
     * The effect that these words tell of.
     *
     * @throws IllegalArgumentException if they tell of none
     */
    static EffectNotice of(List<String> words) {
        return switch (words.size()) {
            case 2 -> new EffectNotice(words.get(0), words.get(1), null);
            case 3 -> new EffectNotice(words.get(0), words.get(1), words.get(2));
            default -> throw new IllegalArgumentException("a recorder of effects does not understand " + words);
        };
    }
}
