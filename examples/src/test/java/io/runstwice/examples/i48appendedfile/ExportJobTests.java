package io.runstwice.examples.i48appendedfile;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import org.junit.jupiter.api.Test;

class ExportJobTests {

    private final ExportScenarios scenarios = new ExportScenarios();

    @Test
    void appends_diesBeforeItNotes_appendsAgain() {
        assertThat(scenarios.broken().explore())
                .isUnsafeWith("double effect: files students.csv")
                .firstShownBy("D1 crash after files append students.csv #1; D2");
    }

    @Test
    void appends_twoAtOnce_appendsTwice() {
        assertThat(scenarios.broken().replay("D1 pause before files append students.csv #1; copy D2; D1"))
                .isUnsafeWith("double effect: files students.csv");
    }

    @Test
    void aFilePerBatch_anything_isSafe() {
        assertThat(scenarios.fixed().explore()).isSafeAndComplete();
    }
}
