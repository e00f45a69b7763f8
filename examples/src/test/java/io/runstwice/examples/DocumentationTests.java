package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.examples.Documentation.Block;
import io.runstwice.examples.i01recharge.RechargeScenarios;
import io.runstwice.incident.IncidentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No code in the pages is made up: it is compiled here. */
class DocumentationTests {

    @Test
    void codeInAPage_isARegionOfAnExample() {
        List<Block> blocks = Documentation.blocks("java");
        assertThat(blocks).isNotEmpty();
        assertThat(blocks).extracting(Block::text).isSubsetOf(Documentation.regions());
    }

    @Test
    void reportInAPage_isTheWholeOfATestedOne() {
        List<Block> blocks = Documentation.blocks("markdown");
        assertThat(blocks).isNotEmpty();
        assertThat(blocks).extracting(Block::text).isSubsetOf(Documentation.incidents());
    }

    @Test
    void whatFitsAReportInAPage_isWhatIsSaid() throws IOException {
        String file = "incidents/I01-vague.md";
        String report = Files.readString(Path.of("src/test/resources").resolve(file));
        String said = new RechargeScenarios()
                .all()
                .get(0)
                .reproduce(IncidentReport.parse(file, report))
                .toString();
        assertThat(Documentation.blocks("text")).extracting(Block::text).contains(said + "\n");
    }
}
