package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What failed is kept, and the first test tries it. */
class RememberingTests {

    private static final String DIRECTORY = "target/remembered";

    @BeforeEach
    @AfterEach
    void forget() throws IOException {
        if (Files.exists(Path.of(DIRECTORY))) {
            try (Stream<Path> files = Files.walk(Path.of(DIRECTORY))) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        }
    }

    @Test
    void failingTests_areRemembered_andTriedByTheFirst() throws IOException {
        Results first = TestKit.run(ChargesAgainTestCases.class);
        List<String> kept = kept();
        Results again = TestKit.run(ChargesAgainTestCases.class);

        assertThat(first.passed()).contains("one delivery, no fault");
        assertThat(kept).contains("D1 acknowledgement lost; D2", "D1 crash after db INSERT charges #1; D2");
        assertThat(again.failures().get("one delivery, no fault"))
                .hasMessageContaining("is not safe to run twice: double effect")
                .hasMessageContaining("@Replay(\"D1 acknowledgement lost; D2\")")
                .hasMessageContaining("stopped at a schedule that failed before");
    }

    private static List<String> kept() throws IOException {
        return Files.readAllLines(Path.of(DIRECTORY, "ChargesAgainTestCases.job.schedules"));
    }

    static class ChargesAgainTestCases {

        @Watched
        final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely(remembering = DIRECTORY, copies = 1, preemptions = 0)
        void job() {
            Jobs.chargeAgain(db.dataSource());
        }
    }
}
