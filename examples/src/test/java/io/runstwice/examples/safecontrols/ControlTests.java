package io.runstwice.examples.safecontrols;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class ControlTests {

    private final ControlScenarios scenarios = new ControlScenarios();

    @Test
    void advisoryLockHeldToTheEnd_isSafe() {
        assertThat(scenarios.advisoryLock().explore()).isSafeAndComplete();
    }

    @Test
    void serializableWithARetry_isSafe() {
        assertThat(scenarios.serializable().explore()).isSafeAndComplete();
    }

    @Test
    void uniqueIndexWhoseViolationIsHandled_isSafe() {
        assertThat(scenarios.uniqueIndex().explore()).isSafeAndComplete();
    }

    @Test
    void optimisticVersion_isSafe() {
        assertThat(scenarios.versioned().explore()).isSafeAndComplete();
    }

    @Test
    void skipLockedThatDoesNotVouchForOthers_isSafe() {
        assertThat(scenarios.skipLocked().explore()).isSafeAndComplete();
    }
}
