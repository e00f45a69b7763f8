package io.runstwice;

import static io.runstwice.PaidTwice.TWICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.judge.Violation;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** What an incident report asserts, and what is said of it. */
class ReproductionTests {

    private final PaidTwice pay = new PaidTwice();

    @Test
    void notSaid_reproduced_isRedWithTheStory() {
        Reproduction reproduction = pay.broken("", "the pod was killed some time after the write charge", TWICE);

        assertThat(reproduction.isReproduced()).isTrue();
        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.schedules())
                .extracting(Reproduction.Fitting::asReported)
                .containsExactly(true, false);
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(reproduction::orThrow)
                .withMessageStartingWith("INC-7.md is reproduced: double effect")
                .withMessageContaining("report     INC-7.md (Paid twice), of job pay, not said whether fixed")
                .withMessageContaining("reported   notebook lines: 3 rows instead of 2")
                .withMessageContaining("fitting    2 schedules, of which 1 shows what was reported")
                .withMessageContaining(
                        "@Replay(\"D1 crash after notebook write charge #1; D2\")   double effect, as reported")
                .withMessageContaining("@Replay(\"D1 crash after notebook write paid #1; D2\")   as one delivery")
                .withMessageContaining("pay is not safe to run twice: double effect");
    }

    @Test
    void notSaid_notReproduced_isRedWithTheList() {
        Reproduction reproduction = pay.reproduce(pay::payOnce, "", "the worker died after write charge", TWICE);

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(reproduction::orThrow)
                .withMessageStartingWith("INC-7.md is not reproduced by any of 1 fitting schedule")
                .withMessageContaining("@Replay(\"D1 crash after notebook write charge #1; D2\")   as one delivery");
    }

    @Test
    void fixedNo_isGreenWhileTheReportedStateComesAbout() {
        Reproduction reproduction = pay.broken("fixed: no", "the worker died", TWICE);

        assertThat(reproduction.holds()).as(reproduction.toString()).isTrue();
        assertThatCode(reproduction::orThrow).doesNotThrowAnyException();
        assertThat(reproduction.toString())
                .startsWith("INC-7.md still comes about, as it says: double effect")
                .contains("@Replay(\"D1 crash after notebook write charge #1; D2\")")
                .doesNotContain("is not safe to run twice");
    }

    @Test
    void fixedNo_safe_isRed() {
        Reproduction reproduction = pay.reproduce(pay::payOnce, "fixed: no", "the worker died", TWICE);

        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.toString())
                .startsWith("INC-7.md is not reproduced by any of 3 fitting schedules")
                .contains("write \"fixed: yes\" if it is repaired");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notebook lines: 4 rows",
                "notebook lines: 3 rows instead of 1",
                "lost effect on notebook",
                "notebook lines: 3 rows; stuck",
                "notebook lines.text: charge instead of paid",
                "broken: at most one charge"
            })
    void fixedNo_anotherWrongState_isRedAndSaidWhich(String seen) {
        Reproduction reproduction = pay.broken("fixed: no", "the worker died after write charge", seen);

        assertThat(reproduction.isReproduced()).isFalse();
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(reproduction::orThrow)
                .withMessageStartingWith(
                        "INC-7.md is not reproduced: another wrong state appears instead: double effect")
                .withMessageContaining("double effect, but not as reported")
                .withMessageContaining("pay is not safe to run twice: double effect");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notebook lines: 3 rows",
                "LINES: three rows instead of two",
                "notebook: 3 rows",
                "double effect",
                "double effect on notebook",
                "double effect on notebook lines; notebook lines: 3 rows"
            })
    void reportedState_isFound(String seen) {
        Reproduction reproduction = pay.broken("fixed: no", "the worker died after write charge", seen);

        assertThat(reproduction.holds()).as(reproduction.toString()).isTrue();
    }

    @Test
    void fixedYes_safeUnderEveryFittingSchedule_isGreen() {
        Reproduction reproduction = pay.reproduce(pay::payOnce, "fixed: yes", "the worker died", TWICE);

        assertThat(reproduction.holds()).as(reproduction.toString()).isTrue();
        assertThat(reproduction.toString())
                .startsWith("INC-7.md does not come about any more, as it says")
                .contains("fitting    3 schedules, of which 0 show what was reported")
                .contains("@Replay(\"D1 crash after notebook write charge #1; D2\")   as one delivery");
    }

    @Test
    void fixedYes_broken_isRedWithTheReportedState() {
        Reproduction reproduction = pay.broken("fixed: yes", "the worker died", TWICE);

        assertThat(reproduction.isReproduced()).isTrue();
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(reproduction::orThrow)
                .withMessageStartingWith("INC-7.md is not fixed: double effect")
                .withMessageContaining("pay is not safe to run twice: double effect");
    }

    @Test
    void fixedYes_anotherWrongState_isRed() {
        Reproduction reproduction = pay.broken("fixed: yes", "the worker died after write charge", "lost effect");

        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.toString())
                .startsWith("INC-7.md is not fixed: another wrong state appears instead: double effect");
    }

    @Test
    void tableThatIsNot_isSaidWithThoseThereAre() {
        Reproduction reproduction = pay.broken("fixed: no", "D1 died", "gateway /v1/charges: 2 rows");

        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.toString())
                .contains("\"gateway /v1/charges\" is no table here. There are: notebook lines");
    }

    @Test
    void stuck_isAReportedState() {
        Job refusing = delivery -> {
            if (pay.notebook.has("claim")) {
                throw new IllegalStateException("somebody is at it");
            }
            pay.notebook.write("claim");
            pay.notebook.write("charge");
            pay.notebook.erase("claim");
        };

        Reproduction reproduction =
                pay.reproduce(refusing, "fixed: no", "the worker died right after write claim", "the message is stuck");

        assertThat(reproduction.holds()).as(reproduction.toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"broken: at most one charge, true", "broken: never in the red, false"})
    void brokenInvariant_isAReportedState(String seen, boolean reported) {
        Reproduction reproduction = pay.builder(delivery -> {
                    pay.payThenNote(delivery);
                    while (charges() > 1) {
                        pay.notebook.erase("charge");
                    }
                })
                .always("at most one charge", () -> charges() < 2)
                .reproduce(PaidTwice.report("fixed: no", "D1 died after write charge", seen));

        assertThat(reproduction.isReproduced()).as(reproduction.toString()).isEqualTo(reported);
        assertThat(reproduction.holds()).isEqualTo(reported);
        assertThat(reproduction.schedules().get(0).violation())
                .map(Violation::kind)
                .contains(Violation.Kind.BROKEN_INVARIANT);
    }

    private long charges() {
        return pay.notebook.lines().stream().filter("charge"::equals).count();
    }

    @Test
    void jobThatFailsByItself_isInconclusive() {
        Reproduction reproduction = pay.reproduce(
                delivery -> {
                    throw new IllegalStateException("always");
                },
                "fixed: yes",
                "the worker died",
                TWICE);

        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.toString()).startsWith("INC-7.md could not be judged: inconclusive");
    }

    @Test
    void fileThatCannotBeUnderstood_changesNothing(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("INC-8.md"), "## What happened\n- nothing much\n");
        RunsTwice builder = pay.builder(delivery -> pay.notebook.write("never"));

        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> builder.reproduce(file))
                .withMessageContaining("line 2: \"nothing much\" is not understood");
        assertThat(pay.notebook.lines()).isEmpty();
    }

    @Test
    void file_isRead(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("INC-9.md"), PaidTwice.text("fixed: no", "D1 died after write charge", TWICE));

        assertThat(pay.builder(pay::payThenNote).reproduce(file).holds()).isTrue();
    }

    @Test
    void reproducedTwice_saysTheSame() {
        assertThat(pay.broken("", "two copies ran at once", "double effect").toString())
                .isEqualTo(pay.broken("", "two copies ran at once", "double effect")
                        .toString());
    }
}
