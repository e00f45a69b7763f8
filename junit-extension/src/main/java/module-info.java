/**
 * RunsTwice for JUnit Jupiter.
 *
 * <p>Start at {@link io.runstwice.junit.RunsTwiceSafely}. A test module that is compiled as one opens its packages to
 * {@code org.junit.platform.commons}, as it does for JUnit.
 */
module io.runstwice.junit.extension {
    requires transitive io.runstwice.harness.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports io.runstwice.junit;
}
