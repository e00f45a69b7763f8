package io.runstwice.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that no author would write: parsing one gives a schedule that says the same again, or a syntax error, and never
 * anything else.
 */
class ScheduleFuzzTests {

    private static final int TEXTS = 60_000;
    private static final long SEED = 1;

    private static final List<String> SEEDS = List.of(
            "D1",
            "D1 crash after gateway POST /v1/charges #1; D2",
            "D1 lost reply of db COMMIT #1; D2 crash before db UPDATE invoices #1; 1h later D3",
            "D1 acknowledgement lost; 25h later D2",
            "D1 pause before db INSERT charges #1; copy D2; D1",
            "D1 partition of db, gateway from db INSERT charges #1; D2 reply partition of db; D3",
            "D1 shutdown before db COMMIT #1; 1.5s later D1 crash before db COMMIT #1; D2",
            "actor producer pause in flight of db COMMIT #1; D1; actor producer",
            "D1 of #2 silent reply of db %-and%20x #1 and time-out of db COMMIT #2; D2 of #1",
            "choices 3 0 7",
            "choices 999999999");

    private static final List<String> PIECES = List.of(
            "\u001f",
            "\u0000",
            "\u00a0",
            "\u2028",
            "\u3000",
            "\ud800",
            "\ud83d\ude00",
            "\u0661",
            "\u202e",
            "\n",
            "\r",
            "\t",
            "\u000b",
            " ",
            "  ",
            ";",
            ",",
            "#",
            "#0",
            "#1",
            "#999999999",
            "#9999999999",
            "%",
            "%-",
            "%20",
            "%2C",
            "%uD800",
            "%3B",
            " and ",
            "and",
            " of #1",
            " of #999999999",
            " from ",
            "copy ",
            "actor ",
            "actor D1",
            "D2",
            "D0",
            "D999999999",
            "D9999999999",
            "choices",
            " later ",
            "1h later ",
            "99999999999999999999d later ",
            "0ms later ",
            "9223372036854775807s later ",
            "9223372036854775s later ",
            "-1",
            "007",
            "1e9",
            "\\",
            "\"",
            " crash after ",
            " acknowledgement lost",
            " partition of ",
            " db X #1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "choices 3 \u001f 7",
                "choices \u001f",
                "choices\u001f",
                "choices 3 \u0661",
                "D1 crash after \u001f X #1",
                "D1 crash after db \u001f #1",
                "D1 partition of \u001f",
                "D1 partition of db,\u001f",
                "D1 pause before db X #1; 9223372036854775807s later D1; 9223372036854775807s later D2",
                "\u001f",
                "\u001f later D1",
            })
    void hostileText_isASchedule_orASyntaxError(String text) {
        mustBeAScheduleOrASyntaxError(text);
    }

    @Test
    void choiceOfBlanksAlone_isASyntaxError() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Schedule.parse("choices 3 \u001f 7"))
                .isInstanceOf(ScheduleSyntaxException.class)
                .hasMessageContaining("a choice must be a number");
    }

    @Test
    void textsDrawnAtRandom_areSchedules_orSyntaxErrors() {
        Random random = new Random(SEED);
        int schedules = 0;
        for (int i = 0; i < TEXTS; i++) {
            schedules += mustBeAScheduleOrASyntaxError(drawn(random)) ? 1 : 0;
        }
        assertThat(schedules).isBetween(TEXTS / 50, TEXTS / 2);
    }

    /** A pattern that repeats a group takes the stack of its thread, one frame and more for each time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "D1 partition of db%,db",
                "D1 partition of db% ,",
                "choices 1% 1",
                "D1 crash after db X% X #1",
                "D1 crash after db X #1% and crash after db X #1",
                "D1 crash after db %%2C #1",
                "1h% later D1",
                "% ",
                "D%1",
            })
    void longText_isASchedule_orASyntaxError(String pattern) {
        String repeated = pattern.substring(pattern.indexOf('%') + 1);
        mustBeAScheduleOrASyntaxError(
                pattern.substring(0, pattern.indexOf('%')) + repeated.repeat(30_000 / repeated.length()));
        mustBeAScheduleOrASyntaxError(
                pattern.substring(0, pattern.indexOf('%')) + repeated.repeat(30_000 / repeated.length()) + " #1");
    }

    /** Whether it is a schedule. */
    private static boolean mustBeAScheduleOrASyntaxError(String text) {
        Schedule schedule;
        try {
            schedule = Schedule.parse(text);
        } catch (ScheduleSyntaxException refusal) {
            return false;
        } catch (RuntimeException | Error other) {
            throw new AssertionError("\"" + escaped(text) + "\" led to " + other, other);
        }
        assertThat(Schedule.parse(schedule.toString())).as(escaped(text)).isEqualTo(schedule);
        return true;
    }

    private static String drawn(Random random) {
        List<String> parts = new ArrayList<>(List.of(SEEDS.get(random.nextInt(SEEDS.size()))));
        for (int change = random.nextInt(4); change >= 0; change--) {
            String text = String.join("", parts);
            int from = random.nextInt(text.length() + 1);
            int to = random.nextBoolean() ? from : Math.min(text.length(), from + random.nextInt(8));
            parts = List.of(text.substring(0, from), PIECES.get(random.nextInt(PIECES.size())), text.substring(to));
        }
        return String.join("", parts);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(unit ->
                        escaped.append(unit < ' ' || unit > '~' ? String.format("\\u%04x", unit) : (char) unit));
        return escaped.toString();
    }
}
