package io.runstwice.junit;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/** The test instances of a context, the outermost first. */
final class Instances {

    private Instances() {}

    static List<Object> of(ExtensionContext context) {
        return context.getTestInstances().map(TestInstances::getAllInstances).orElse(List.of());
    }
}
