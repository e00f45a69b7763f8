package io.runstwice.habits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicSurfaceTests {

    private static final List<String> EXPORTED = List.of(
            "io.runstwice",
            "io.runstwice.world",
            "io.runstwice.schedule",
            "io.runstwice.judge",
            "io.runstwice.incident",
            "io.runstwice.jdbc",
            "io.runstwice.http",
            "io.runstwice.effect",
            "io.runstwice.network",
            "io.runstwice.watchdog");

    @Test
    void publicTypesAndMethods_sayWhatTheyAre() throws IOException {
        assertThat(Undocumented.in(Path.of("src/main/java"), EXPORTED)).isEmpty();
    }
}
