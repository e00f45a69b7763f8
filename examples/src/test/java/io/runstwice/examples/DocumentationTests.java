package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Guard;
import io.runstwice.RunsTwice;
import io.runstwice.examples.Documentation.Block;
import io.runstwice.examples.checkthenact.ChargeOnceScenarios;
import io.runstwice.examples.i01recharge.RechargeScenarios;
import io.runstwice.examples.i16unlockedmail.MailScenarios;
import io.runstwice.examples.support.Scenario;
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
    void comment_isAtMost120ColumnsWide() {
        assertThat(Documentation.commentsWiderThan(120)).isEmpty();
        assertThat(Documentation.commentsWiderThan(60)).hasSizeGreaterThan(1_000);
    }

    @Test
    void reportInAPage_isTheWholeOfATestedOne() {
        List<Block> blocks = Documentation.blocks("markdown");
        assertThat(blocks).isNotEmpty();
        assertThat(blocks).extracting(Block::text).isSubsetOf(Documentation.incidents());
    }

    /** What the tour prints stands in blocks of text, and is compared there. */
    @Test
    void outputInAPage_isWhatAnExampleSays() throws IOException {
        String said = incident() + "\n" + guard() + "\n" + excuse() + "\n";
        List<Block> blocks = Documentation.blocks("console");
        assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(said).contains(block.text()));
    }

    private static String incident() throws IOException {
        String file = "incidents/I01-vague.md";
        String report = Files.readString(Path.of("src/test/resources").resolve(file));
        return new RechargeScenarios()
                .all()
                .get(0)
                .reproduce(IncidentReport.parse(file, report))
                .toString();
    }

    private static String excuse() {
        return new MailScenarios().brokenDoubledOnlyByFaults().explore().toString();
    }

    private static String guard() {
        Scenario fixed = new ChargeOnceScenarios()
                .all().stream()
                        .filter(scenario -> scenario.name().startsWith("Fixed"))
                        .findFirst()
                        .orElseThrow();
        return RunsTwice.job("ChargeOnceJob", fixed.job())
                .given(fixed.given())
                .watching("db", fixed.world().get("db"))
                .withoutGuard(Guard.rowLocks("db"))
                .toString();
    }
}
