package io.runstwice.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTextTests {

    private static final int TEXTS = 100_000;

    @Test
    void hundredThousandSequences_printedAndParsed_areTheSame() {
        Random random = new Random(3);
        for (int i = 0; i < TEXTS; i++) {
            Schedule choices = Schedule.choosing(random.ints(1 + random.nextInt(12), 0, 1_000_000_000)
                    .boxed()
                    .toList());

            assertThat(Schedule.parse(choices.toString())).isEqualTo(choices);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" choices 3 0 7 ", "choices\n3\t0   7", "choices 03 0 007"})
    void sameNumbers_writtenOtherwise_areOneSchedule(String text) {
        assertThat(Schedule.parse(text)).hasToString("choices 3 0 7").isEqualTo(Schedule.choosing(List.of(3, 0, 7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "choices                | at character 8 there is nothing, but choices must be at least one number",
                "choices 3 x            | at character 11 there is \"x\", but a choice must be a number",
                "choices -1             | at character 9 there is \"-1\", but a choice must be a number",
                "choices 1; D2          | at character 9 there is \"1;\", but a choice must be a number",
                "choices 1234567890     | a choice must be a number of at most 9 digits",
                "choices3               | or all of it \"choices\" and numbers",
                "D1; choices 3          | at character 5 there is \"choices 3\", but a turn must be"
            })
    void otherText_isRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> Schedule.parse(text))
                .isExactlyInstanceOf(ScheduleSyntaxException.class)
                .hasMessageContaining(message);
    }

    @Test
    void garbage_isRefusedOrUnderstood() {
        String letters = "choices 0123456789;D-+\u00a0\n\u0661x";
        Random random = new Random(5);
        int understood = 0;
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "choices " : "");
            IntStream.range(0, random.nextInt(9))
                    .forEach(n -> text.append(letters.charAt(random.nextInt(letters.length()))));
            try {
                Schedule read = Schedule.parse(text.toString());
                assertThat(Schedule.parse(read.toString())).isEqualTo(read);
                understood++;
            } catch (ScheduleSyntaxException refused) {
                assertThat(refused).hasMessageContaining("at character");
            }
        }
        assertThat(understood).isBetween(1_000, TEXTS / 2);
    }

    @Test
    void schedule_isBoundOrChosen() {
        assertThat(Schedule.choosing(List.of(0)).isBound()).isFalse();
        assertThat(Schedule.once().isBound()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.choosing(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.choosing(List.of(1, -1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.choosing(List.of(1_000_000_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(List.of(Turn.of(1)), List.of(1)));
    }
}
