package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.examples.Documentation.Block;
import io.runstwice.examples.chargeuser.BrokenChargeUserJob;
import io.runstwice.examples.support.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the tour prints, and that the pages quote nothing else. */
class TourTests {

    private static String printed;

    @BeforeAll
    static void tour() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tour.show(TestPostgres.database(BrokenChargeUserJob.class), new PrintStream(out, true, StandardCharsets.UTF_8));
        printed = out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_showsTheDoubleChargeThenTheCertificate() {
        assertThat(printed.lines())
                .startsWith("ChargeUserJob is not safe to run twice: double effect")
                .contains("ChargeUserJob is safe to run twice, within this bound")
                .filteredOn(line -> line.contains("(complete)"))
                .hasSize(2);
    }

    @Test
    void outputInAPage_isWhatTheTourPrints() {
        List<Block> blocks = Documentation.blocks("text");
        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(printed).contains(block.text()));
    }
}
