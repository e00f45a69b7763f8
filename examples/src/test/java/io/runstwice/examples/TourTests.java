package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.examples.chargeuser.BrokenChargeUserJob;
import io.runstwice.examples.support.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TourTests {

    @Test
    void run_showsTheDoubleChargeThenTheCertificate() {
        assertThat(output().lines())
                .startsWith("ChargeUserJob is not safe to run twice: double effect")
                .contains("ChargeUserJob is safe to run twice, within this bound")
                .filteredOn(line -> line.contains("(complete)"))
                .hasSize(2);
    }

    static String output() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Tour.show(
                TestPostgres.database(BrokenChargeUserJob.class),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }
}
