package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.examples.Documentation.Block;
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
}
