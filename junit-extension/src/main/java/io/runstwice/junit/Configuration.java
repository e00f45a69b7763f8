package io.runstwice.junit;

import io.runstwice.world.Misuse;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Wrong use, in the type that JUnit has for it. */
final class Configuration {

    private Configuration() {}

    static <T> T checked(Supplier<T> use) {
        try {
            return use.get();
        } catch (Misuse misuse) {
            throw new ExtensionConfigurationException(misuse.getMessage(), misuse);
        }
    }

    static void checked(Runnable use) {
        checked(() -> {
            use.run();
            return Boolean.TRUE;
        });
    }
}
