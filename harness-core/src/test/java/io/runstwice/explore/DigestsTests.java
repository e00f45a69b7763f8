package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestsTests {

    private final Digests digests = new Digests();

    @Test
    void manyTexts_keepTheLastNumberOfEach() {
        Random random = new Random(42);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String text = "text " + random.nextInt(5_000);
            digests.put(Digest.of(text), i);
            expected.put(text, i);
        }

        assertThat(digests.size()).isEqualTo(expected.size());
        assertThat(expected).allSatisfy((text, number) -> assertThat(digests.get(Digest.of(text), -1))
                .isEqualTo(number));
        assertThat(digests.get(Digest.of("another text"), -1)).isEqualTo(-1);
    }

    @Test
    void zero_isANumber() {
        digests.put(Digest.of("a"), 0);

        assertThat(digests.get(Digest.of("a"), 7)).isZero();
    }

    @Test
    void collisionsOfSlots_areToldApart() {
        for (int i = 0; i < 100; i++) {
            digests.put(new Digest(i, 0), i); // all begin at one slot
        }

        for (int i = 0; i < 100; i++) {
            assertThat(digests.get(new Digest(i, 0), -1)).isEqualTo(i);
        }
        assertThat(digests.size()).isEqualTo(100);
    }

    @Test
    void digest_isHalfOfTheSha256() {
        assertThat(Digest.of("")).hasToString("e3b0c44298fc1c14-9afbf4c8996fb924");
    }
}
