package io.runstwice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutsTests {

    @TempDir
    Path directory;

    private final String before = System.getProperty(Cuts.PROPERTY);

    @AfterEach
    void asItWas() {
        if (before == null) {
            System.clearProperty(Cuts.PROPERTY);
        } else {
            System.setProperty(Cuts.PROPERTY, before);
        }
    }

    private void tell(Path file) {
        System.setProperty(Cuts.PROPERTY, file.toString());
        Cuts cuts = new Cuts();
        cuts.count();
        cuts.tell("link to somewhere", "2.12");
    }

    @Test
    void file_isAddedUp() {
        tell(directory.resolve("cuts"));
        tell(directory.resolve("cuts"));

        assertThat(directory.resolve("cuts")).content().hasLineCount(2).startsWith("1 cuts by Toxiproxy 2.12");
    }

    @Test
    void symbolicLink_isNotFollowed() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "mine");
        Path link = Files.createSymbolicLink(directory.resolve("cuts"), precious);

        assertThatThrownBy(() -> tell(link))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no ordinary file");
        assertThat(precious).hasContent("mine");
    }
}
