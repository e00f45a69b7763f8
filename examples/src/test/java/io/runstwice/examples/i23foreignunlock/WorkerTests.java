package io.runstwice.examples.i23foreignunlock;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class WorkerTests {

    private final WorkerScenarios scenarios = new WorkerScenarios();

    @Test
    void handlerReleasesAForeignLock_twoWorkersPay() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: db payouts")
                .firstShownBy("D1 pause before db INSERT payouts #1; actor timeout-of-A; copy D2; D1");
    }

    @Test
    void ownLockOnlyAndFenced_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }

    @Test
    void fenced_foreignLockReleasedAllTheSame_isSafe() {
        assertThat(scenarios.fencedOnly().explore()).isSafeAndComplete();
    }
}
