package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.examples.Documentation.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing in the pages is made up: code is compiled here, and output is what a run prints. */
class DocumentationTests {

    @Test
    void codeInAPage_isARegionOfAnExample() {
        List<Block> blocks = Documentation.blocks("java");
        assertThat(blocks).isNotEmpty();
        assertThat(blocks).extracting(Block::text).isSubsetOf(Documentation.regions());
    }

    @Test
    void outputInAPage_isWhatTheTourPrints() {
        String printed = TourTests.output();
        List<Block> blocks = Documentation.blocks("text");
        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(printed).contains(block.text()));
    }
}
