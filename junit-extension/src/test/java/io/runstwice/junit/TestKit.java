package io.runstwice.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.Arrays;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs fixtures on the Jupiter engine. */
final class TestKit {

    private TestKit() {}

    /** All tests of these classes. */
    static Results run(Class<?>... testCases) {
        return run(Map.of(), testCases);
    }

    /** All tests of these classes, with configuration parameters. */
    static Results run(Map<String, String> configuration, Class<?>... testCases) {
        DiscoverySelector[] selectors =
                Arrays.stream(testCases).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new);
        return new Results(EngineTestKit.engine("junit-jupiter")
                .configurationParameters(configuration)
                .selectors(selectors)
                .execute());
    }

    /** Some tests of the method {@code job()} of a class, by their numbers from 1. */
    static Results runOnly(Class<?> testCases, int... numbers) {
        String method = "[engine:junit-jupiter]/[class:" + testCases.getName() + "]/[test-template:job()]";
        DiscoverySelector[] selectors = Arrays.stream(numbers)
                .mapToObj(number -> selectUniqueId(method + "/[test-template-invocation:#" + number + "]"))
                .toArray(DiscoverySelector[]::new);
        return new Results(
                EngineTestKit.engine("junit-jupiter").selectors(selectors).execute());
    }
}
