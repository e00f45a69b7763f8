package io.runstwice;

import static io.runstwice.PaidTwice.TWICE;
import static io.runstwice.PaidTwice.schedules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.effect.Files;
import io.runstwice.world.Misuse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** Which schedules fit an incident report, and why others do not. */
class FittingSchedulesTests {

    private final PaidTwice pay = new PaidTwice();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delivered; the last call in the log was write charge; the worker died; delivered again at once | D1 crash after notebook write charge #1; D2",
                "the worker died after WRITE CHARGE                 | D1 crash after notebook write charge #1; D2",
                "the worker died before notebook write paid         | D1 crash before notebook write paid #1; D2",
                "the worker died after charge; delivered again 40 minutes later | D1 crash after notebook write charge #1; 40m later D2",
                "the reply of write charge was lost                 | D1 lost reply of notebook write charge #1; D2",
                "the request of write paid was lost; delivered again after 2 h | D1 lost request of notebook write paid #1; 2h later D2",
                "write charge timed out                             | D1 lost reply of notebook write charge #1; D2",
                "the last call in the log was write paid; its reply was lost | D1 lost reply of notebook write paid #1; D2",
                "the acknowledgement was lost; delivered again an hour later | D1 acknowledgement lost; 1h later D2",
                "D1 was frozen before write charge while another one ran | D1 pause before notebook write charge #1; D2; D1",
                "D1 was frozen before write paid; a copy was delivered; D1 went on | D1 pause before notebook write paid #1; copy D2; D1",
                "D1 was frozen before write paid; visibility lapsed after 40 minutes; D1 died before write paid | D1 pause before notebook write paid #1; 40m later D2; D1 crash before notebook write paid #1",
                "D1 was frozen before write paid; visibility lapsed after 40 minutes; delivered again | D1 pause before notebook write paid #1; 40m later D2; D1",
                "D1 was frozen before write charge while another one ran; D2 was delivered 2 h later | D1 pause before notebook write charge #1; 2h later D2; D1",
                "D1 was frozen before write paid; a copy was delivered; D1 died after write charge | D1 pause before notebook write paid #1; copy D2; D1 crash before notebook write paid #1; D3",
                "D1 died after charge; D2 died before charge; delivered again | D1 crash after notebook write charge #1; D2 crash before notebook write charge #1; D3"
            })
    void exactReport_isOneSchedule(String happened, String schedule) {
        Reproduction reproduction = pay.broken("", happened, TWICE);

        assertThat(schedules(reproduction)).as(reproduction.toString()).containsExactly(schedule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the worker died | D1 crash before notebook read paid #1; D2 / D1 crash after notebook write charge #1; D2 / D1 crash after notebook write paid #1; D2",
                "the worker died some time after the write charge | D1 crash after notebook write charge #1; D2 / D1 crash after notebook write paid #1; D2",
                "D1 called write charge; the worker died some time later | D1 crash after notebook write charge #1; D2 / D1 crash after notebook write paid #1; D2",
                "the worker died some time before write paid | D1 crash before notebook read paid #1; D2 / D1 crash after notebook write charge #1; D2",
                "the worker died during write charge | D1 crash after notebook read paid #1; D2 / D1 crash after notebook write charge #1; D2",
                "the worker died between write charge and write paid | D1 crash after notebook write charge #1; D2",
                "the connection broke during write charge | D1 lost request of notebook write charge #1; D2 / D1 lost reply of notebook write charge #1; D2",
                "two copies ran at once | D1 pause before notebook read paid #1; copy D2; D1 / D1 pause before notebook write charge #1; copy D2; D1 / D1 pause before notebook write paid #1; copy D2; D1",
                "D1 was frozen before write paid; visibility lapsed after 40 minutes; D1 died | D1 pause before notebook write paid #1; 40m later D2; D1 crash before notebook write paid #1 / D1 pause before notebook write paid #1; 40m later D2; D1 crash after notebook write paid #1",
                "D1 died after charge; delivered again some time later | D1 crash after notebook write charge #1; D2 / D1 crash after notebook write charge #1; 1h later D2"
            })
    void vagueReport_isEverySchedule_thatFits(String happened, String schedules) {
        Reproduction reproduction = pay.broken("", happened, TWICE);

        assertThat(schedules(reproduction)).as(reproduction.toString()).containsExactly(schedules.split(" / "));
    }

    @ParameterizedTest
    @CsvSource({"''", "fixed: no", "fixed: yes"})
    void callsThatNeverOccur_areAllNamedWithWhatDoes(String fixed) {
        Reproduction reproduction =
                pay.broken(fixed, "the last call in the log was POST /v1/refunds; D1 died; D2 died after erase", TWICE);

        assertThat(reproduction.schedules()).isEmpty();
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(reproduction::orThrow)
                .withMessageStartingWith("INC-7.md fits no schedule of this job")
                .withMessageContaining("line 7: D1 never calls \"POST /v1/refunds\". It calls notebook read paid,"
                        + " notebook write charge, notebook write paid")
                .withMessageContaining("line 9: D1 never calls \"erase\"");
    }

    @Test
    void occurrenceThatIsNot_isSaid() {
        assertThat(pay.broken("", "D1 died after write charge #2", TWICE).toString())
                .contains("line 7: D1 calls notebook write charge once, so there is no #2");
    }

    @ParameterizedTest
    @CsvSource({"''", "fixed: no", "fixed: yes"})
    void callThatMayBeSeveral_isRed(String fixed) {
        Reproduction reproduction = pay.broken(fixed, "D1 died after paid", "double effect");

        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.toString())
                .startsWith("INC-7.md may mean more than one thing, or nothing that is there")
                .contains("line 7: \"paid\" may be notebook read paid or notebook write paid: write more of it");
    }

    @Test
    void redeliveryThatNeverCame_fitsNothing_butARepairedJobMaySettleSooner() {
        String happened = "the reply of write charge was lost; delivered again at once";
        Job careful = delivery -> {
            try {
                pay.payOnce(delivery);
            } catch (IllegalStateException lost) {
                pay.payOnce(delivery);
            }
        };

        assertThat(pay.reproduce(careful, "fixed: no", happened, TWICE).toString())
                .startsWith("INC-7.md fits no schedule of this job")
                .contains("line 8: D2 never came: the message had been settled before");
        Reproduction repaired = pay.reproduce(careful, "fixed: yes", happened, TWICE);
        assertThat(repaired.holds()).as(repaired.toString()).isTrue();
        assertThat(schedules(repaired)).containsExactly("D1 lost reply of notebook write charge #1");
    }

    @Test
    void howADeliveryEnded_leavesOutWhatEndedOtherwise() {
        Job shrugging = delivery -> {
            try {
                pay.payThenNote(delivery);
            } catch (IllegalStateException lost) {
                if (pay.notebook.has("paid")) {
                    throw lost;
                }
            }
        };

        assertThat(schedules(pay.reproduce(shrugging, "", "its reply was lost; D1 failed", "double effect")))
                .containsExactly("D1 lost reply of notebook write paid #1; D2");
        assertThat(schedules(pay.reproduce(shrugging, "", "its reply was lost; D1 acknowledged", "lost effect")))
                .containsExactly("D1 lost reply of notebook read paid #1", "D1 lost reply of notebook write charge #1");
    }

    @Test
    void moreThanTheBoundAllows_isNoPass() {
        Reproduction reproduction = pay.builder(pay::payOnce)
                .within(Bounds.standard().schedules(2))
                .reproduce(PaidTwice.report("fixed: yes", "the worker died", TWICE));

        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.toString())
                .startsWith("INC-7.md could not be judged: inconclusive")
                .contains("more schedules fit the report than the 2 that the bound allows");
    }

    @Test
    void history_isRefused() {
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> RunsTwice.history(
                                "pay", List.of("a", "b"), (message, delivery) -> pay.notebook.writeUnlessThere(message))
                        .watching(pay.notebook)
                        .reproduce(PaidTwice.report("", "D1 died", TWICE)))
                .withMessageContaining("speaks of one message, but pay is a history of several");
    }

    @Test
    void lateRedelivery_isAtTheEndOfTheBound() {
        Reproduction reproduction = pay.builder(pay::payThenNote)
                .within(Bounds.standard().redeliveredWithin(Duration.ofHours(25)))
                .reproduce(PaidTwice.report("", "D1 died after charge; delivered again some time later", TWICE));

        assertThat(schedules(reproduction))
                .containsExactly(
                        "D1 crash after notebook write charge #1; D2",
                        "D1 crash after notebook write charge #1; 25h later D2");
    }

    @Test
    void whatCannotHappenAfterSomethingElse_isLeftOut() {
        Job apologizing = delivery -> {
            try {
                pay.payOnce(delivery);
            } catch (IllegalStateException lost) {
                pay.notebook.writeUnlessThere("sorry");
            }
        };

        assertThat(schedules(pay.reproduce(
                        apologizing, "", "the reply of write paid was lost; the worker died", "double effect")))
                .containsExactly("D1 lost reply of notebook write paid #1 and crash after notebook write sorry #1; D2");
    }

    @Test
    void callThatIsNotInTheLog_fitsNothing() {
        assertThat(pay.broken("", "D1 called erase; the acknowledgement was lost", TWICE)
                        .toString())
                .startsWith("INC-7.md fits no schedule of this job")
                .contains("line 7: D1 never calls \"erase\"");
    }

    @Test
    void whoGoesOn_standsStillLaterOnly() {
        assertThat(schedules(pay.broken(
                        "",
                        "D1 was frozen before write charge; a copy was delivered; D1 went on; D1 froze; a copy was delivered",
                        TWICE)))
                .containsExactly(
                        "D1 pause before notebook write charge #1; copy D2; D1 pause before notebook write paid #1; copy D3; D1");
    }

    @Test
    void wholeLabel_isMeantBeforeAPartOfAnother() {
        Job two = delivery -> {
            pay.notebook.writeUnlessThere("charge");
            pay.notebook.writeUnlessThere("charge back");
        };

        assertThat(schedules(pay.reproduce(two, "", "the worker died after write charge", "double effect")))
                .containsExactly("D1 crash after notebook write charge #1; D2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the worker died between write paid and write charge | line 7: write charge does not come after write paid",
                "the last call in the log was write paid; D1 froze   | line 8: D1 calls nothing more there before which it could stand still",
                "the last call in the log was write paid; D1 died before write charge | line 8: D1 has no such point to die at",
                "D1 was frozen during write charge                   | line 7: notebook write charge #1 cannot be held in flight: say before or after it"
            })
    void whatThisJobCannotHaveDone_isSaid(String happened, String why) {
        Reproduction reproduction = pay.broken("fixed: yes", happened, TWICE);

        assertThat(reproduction.holds()).isFalse();
        assertThat(reproduction.toString())
                .startsWith("INC-7.md fits no schedule of this job")
                .contains(why);
    }

    @Test
    void callThatCannotLoseAnything_isSaid(@TempDir Path directory) {
        Files files = Files.watching(directory);
        Reproduction reproduction = RunsTwice.job("export", delivery -> files.append("out.csv", "a row"))
                .watching("files", files)
                .reproduce(PaidTwice.report("", "the reply of append was lost", "double effect"));

        assertThat(reproduction.toString())
                .startsWith("INC-7.md fits no schedule of this job")
                .contains("line 7: files append out.csv #1 cannot lose that: nothing of it can be lost");
    }

    @Test
    void smallestSchedule_isTheFirst() {
        Job shrugging = delivery -> {
            try {
                pay.payThenNote(delivery);
            } catch (IllegalStateException lost) {
                if (!pay.notebook.lines().contains("paid")) {
                    throw lost;
                }
            }
        };

        assertThat(schedules(pay.reproduce(shrugging, "", "its reply was lost", "double effect")))
                .containsExactly(
                        "D1 lost reply of notebook write paid #1",
                        "D1 lost reply of notebook read paid #1; D2",
                        "D1 lost reply of notebook write charge #1; D2");
    }

    @Test
    void manyReasons_areCutAndCounted() {
        String happened = "D1 died" + "; D1 called erase x".repeat(11);

        assertThat(pay.broken("", happened, TWICE).toString())
                .contains("line 14: D1 never calls \"erase x\"", "and 4 more of the kind")
                .doesNotContain("line 15:");
    }
}
