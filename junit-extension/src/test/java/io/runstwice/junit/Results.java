package io.runstwice.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/**
 * What came of the fixtures.
 *
 * @param events everything that the engine said
 */
record Results(EngineExecutionResults events) {

    /** The names of the tests that ran, in their order. */
    List<String> tests() {
        return ended(true).map(Results::name).toList();
    }

    /** The names of the tests that passed, in their order. */
    List<String> passed() {
        return ended(true)
                .filter(event -> result(event).getStatus() == Status.SUCCESSFUL)
                .map(Results::name)
                .toList();
    }

    /** The names of the tests that were aborted. */
    List<String> aborted() {
        return ended(true)
                .filter(event -> result(event).getStatus() == Status.ABORTED)
                .map(Results::name)
                .toList();
    }

    /** The names of what was skipped, tests and containers. */
    List<String> skipped() {
        return events.allEvents().stream()
                .filter(event -> event.getType() == EventType.SKIPPED)
                .map(Results::name)
                .toList();
    }

    /** What failed, tests and containers, and why. */
    Map<String, Throwable> failures() {
        Map<String, Throwable> failures = new LinkedHashMap<>();
        Stream.concat(ended(true), ended(false))
                .filter(event -> result(event).getStatus() == Status.FAILED)
                .forEach(event -> failures.put(
                        failures.containsKey(name(event)) ? id(event) : name(event),
                        result(event).getThrowable().orElseThrow()));
        return failures;
    }

    /** The only failure. */
    Throwable failure() {
        Map<String, Throwable> failures = failures();
        if (failures.size() != 1) {
            throw new AssertionError("expected one failure, but there are " + failures + " beside " + passed());
        }
        return failures.values().iterator().next();
    }

    /** What the fixtures published under this key. */
    List<String> published(String key) {
        return events.allEvents().stream()
                .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class))
                .flatMap(entry -> Stream.ofNullable(entry.getKeyValuePairs().get(key)))
                .toList();
    }

    private Stream<Event> ended(boolean tests) {
        return events.allEvents().stream()
                .filter(event -> event.getType() == EventType.FINISHED)
                .filter(event -> event.getTestDescriptor().isTest() == tests);
    }

    private static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }

    private static String name(Event event) {
        return event.getTestDescriptor().getDisplayName();
    }

    private static String id(Event event) {
        return event.getTestDescriptor().getUniqueId().toString();
    }
}
