package io.runstwice.junit;

import io.runstwice.world.Misuse;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Wrong use, in the type that JUnit has for it. */
final class Checked {

    private Checked() {}

    static <T> T use(Supplier<T> action) {
        try {
            return action.get();
        } catch (Misuse misuse) {
            throw new ExtensionConfigurationException(misuse.getMessage(), misuse);
        }
    }

    static void use(Runnable action) {
        use(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }
}
