package io.runstwice.junit.contract;

import java.util.Objects;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The assertions of a contract, without an assertion library that the author of a resource may not have. */
final class Expect {

    private Expect() {}

    /** The exception of a test that has nothing to check in this resource: JUnit shows it as skipped. */
    static TestAbortedException nothing(String reason) {
        return new TestAbortedException("does not apply: " + reason);
    }

    static void that(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionFailedError(rule);
        }
    }

    static void same(Object expected, Object actual, String rule) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionFailedError(rule + ": expected " + expected + ", but was " + actual, expected, actual);
        }
    }

    static void different(Object one, Object other, String rule) {
        if (Objects.equals(one, other)) {
            throw new AssertionFailedError(rule + ": both times " + one);
        }
    }
}
