/**
 * RunsTwice for JUnit Jupiter, jqwik and AssertJ.
 *
 * <p>Start at {@link io.runstwice.junit.RunsTwiceSafely}, at {@link io.runstwice.jqwik.Schedules} in a property, and at
 * {@link io.runstwice.assertj.RunsTwiceAssertions} for assertions. A test module that is compiled as one opens its
 * packages to {@code org.junit.platform.commons}, as it does for JUnit.
 */
@SuppressWarnings("requires-automatic") // jqwik has no descriptor
module io.runstwice.junit.extension {
    requires transitive io.runstwice.harness.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    requires static transitive net.jqwik.api;
    requires static transitive org.assertj.core;

    exports io.runstwice.junit;
    exports io.runstwice.junit.contract;
    exports io.runstwice.jqwik;
    exports io.runstwice.assertj;

    provides net.jqwik.api.providers.ArbitraryProvider with
            io.runstwice.jqwik.ScheduleProvider;
}
