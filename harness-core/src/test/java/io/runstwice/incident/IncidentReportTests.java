package io.runstwice.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.incident.IncidentReport.Fixed;
import io.runstwice.world.Loss;
import io.runstwice.world.Misuse;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a report, and what is said of one that cannot be. */
class IncidentReportTests {

    private static final String SEEN = "\n## What the customer saw\n- gateway /v1/charges: 2 rows\n";

    private static IncidentReport parse(String text) {
        return IncidentReport.parse("INC-1.md", text);
    }

    private static String acts(String... bullets) {
        return parse("## What happened\n- " + String.join("\n- ", bullets) + "\n" + SEEN)
                .acts()
                .toString();
    }

    @Test
    void header_saysTitleJobAndRepair() {
        IncidentReport report =
                parse("# Charged twice\n\njob: ChargeJob\n**Fixed:** Yes\n\n## What happened\n- D1 died" + SEEN);

        assertThat(report.title()).isEqualTo("Charged twice");
        assertThat(report.job()).isEqualTo("ChargeJob");
        assertThat(report.fixed()).isEqualTo(Fixed.YES);
        assertThat(report).hasToString("INC-1.md (Charged twice)");
    }

    @Test
    void header_leftOut_saysNothing() {
        IncidentReport report = parse("## What happened\n- D1 died" + SEEN);

        assertThat(report.fixed()).isEqualTo(Fixed.NOT_SAID);
        assertThat(report.job()).isEmpty();
    }

    @Test
    void prose_isPassedOver() {
        IncidentReport report = parse(String.join(
                "\r\n",
                "# Night of the 14th",
                "fixed: no",
                "",
                "Status: we were asleep. Nobody knew:",
                "- a bullet above the sections",
                "## Timeline of the war room",
                "- a bullet in another section",
                "## What happened",
                "The pager went off.",
                "",
                "> quoted: D1 was eaten by a dog",
                "```",
                "- in a fence",
                "## What happened",
                "```",
                "- [x] 03:12:07 UTC – the **message** was delivered (by `sqs`) — as always.",
                "* 2026-03-01T03:13:00Z: the worker died",
                "  after `INSERT charges (late)`",
                "> and nobody noticed",
                "",
                "And that was that.",
                "1. delivered again after an hour and 30 min",
                "**What the customer saw**",
                "- gateway /v1/charges: two rows instead of one (see the ticket)",
                "## What we learn",
                "- sleep less"));

        assertThat(report.acts().toString())
                .contains("Begins[line=16, who=1,")
                .contains("Dies[line=17, who=1, place=Place[kind=AFTER, call=INSERT charges (late), until=null]]")
                .contains("Begins[line=22, who=2, source=MESSAGE, when=When[said=PT1H30M, open=false]]");
        assertThat(report.acts()).hasSize(3);
        assertThat(report.seen()).containsExactly("gateway /v1/charges: 2 rows instead of 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the message was delivered          | Begins[line=2, who=1, source=MESSAGE, when=When[said=PT0S, open=false]]",
                "the pod was OOM-killed             | Dies[line=2, who=1, place=Place[kind=ANYWHERE",
                "D1 died right after the POST       | Dies[line=2, who=1, place=Place[kind=AFTER, call=POST",
                "the worker was killed some time after POST /v1/charges #2 | kind=SOME_TIME_AFTER, call=POST /v1/charges #2",
                "it crashed some time before COMMIT | kind=SOME_TIME_BEFORE, call=COMMIT",
                "it crashed before COMMIT           | kind=BEFORE, call=COMMIT",
                "it crashed during the COMMIT       | kind=DURING, call=COMMIT",
                "the process died between INSERT and COMMIT | kind=BETWEEN, call=INSERT, until=COMMIT",
                "the request of POST was lost       | Loses[line=2, who=1, how=REQUEST, call=POST]",
                "D1's reply to POST never came      | Loses[line=2, who=1, how=REPLY, call=POST]",
                "the reply of POST timed out        | Loses[line=2, who=1, how=TIMED_OUT, call=POST]",
                "`POST` timed out                   | Loses[line=2, who=1, how=TIMED_OUT, call=POST]",
                "the reply of POST came too late    | Loses[line=2, who=1, how=LATE, call=POST]",
                "its reply was lost                 | Loses[line=2, who=1, how=REPLY, call=null]",
                "the connection broke during COMMIT | Loses[line=2, who=1, how=BROKE, call=COMMIT]",
                "the acknowledgement of D1 was lost | Unheard[line=2, who=1]",
                "D1 finished, and the queue never heard of it | Unheard[line=2, who=1]",
                "two copies were delivered at once  | Begins[line=2, who=2, source=COPY",
                "D1 was frozen before COMMIT while another one ran | StandsStill[line=2, who=1, place=Place[kind=BEFORE, call=COMMIT",
                "the visibility timeout expired after 40 minutes   | Begins[line=2, who=2, source=MESSAGE, when=When[said=PT40M"
            })
    void sentence_isUnderstood(String bullet, String act) {
        assertThat(acts(bullet)).contains(act);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delivered again at once           | said=PT0S, open=false",
                "delivered again 40 minutes later  | said=PT40M, open=false",
                "redelivered after 25 h            | said=PT25H, open=false",
                "it was retried some time later    | said=PT0S, open=true",
                "D2 was delivered half an hour later | said=PT30M, open=false",
                "the second delivery began         | said=PT0S, open=false",
                "a copy was delivered              | source=COPY"
            })
    void redelivery_isUnderstood(String bullet, String when) {
        assertThat(acts("the worker died", bullet))
                .contains("Begins[line=3, who=2")
                .contains(when);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the last call in the log was POST /v1/charges",
                "last in the log: `POST /v1/charges`",
                "last call of D1 in the log: POST /v1/charges",
                "D1's last call was POST /v1/charges",
                "POST /v1/charges was the last call of D1 in the log",
                "POST /v1/charges is the last line of the worker in its log"
            })
    void lastCall_isUnderstood(String bullet) {
        IncidentReport report = parse("## What happened\n- delivered\n- " + bullet + "\n- it died" + SEEN);

        assertThat(report.log().toString()).isEqualTo("[Logged[line=3, who=1, call=POST /v1/charges, last=true]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db charges: 2 rows                       | db charges: 2 rows",
                "`db charges`: no rows instead of one row | db charges: 0 rows instead of 1",
                "gateway /v1/charges has three rows       | gateway /v1/charges: 3 rows",
                "db accounts.balance_cents: 3000 instead of 4000 | db accounts.balance_cents: 3000 instead of 4000",
                "double effect on gateway                 | double effect on gateway",
                "Lost effect                              | lost effect",
                "the message is stuck                     | stuck",
                "broken: at most one charge               | broken: at most one charge"
            })
    void wrongState_isUnderstood(String bullet, String observed) {
        assertThat(parse("## What happened\n- D1 died\n## What the customer saw\n- " + bullet)
                        .seen())
                .containsExactly(observed);
    }

    @Test
    void badLines_areAllNamedWithTheFormsThatWouldDo() {
        String text = String.join(
                "\n",
                "# x",
                "fixed: maybe",
                "fixed: no",
                "fixd: no",
                "## What happened",
                "- the dog ate it",
                "- delivered again after the deploy",
                "- D3 was killed",
                "## What the customer saw",
                "- they were cross");

        assertThatExceptionOfType(IncidentSyntaxException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith("Not an incident report: INC-1.md\n")
                .withMessageContaining("line 2: \"fixed:\" is answered by yes or no, but here by \"maybe\"")
                .withMessageContaining("line 3: \"fixed:\" is said a second time")
                .withMessageContaining("line 4: \"fixd\" is no header")
                .withMessageContaining("line 6: \"the dog ate it\" is not understood")
                .withMessageContaining("line 7: \"delivered again after the deploy\" is not understood")
                .withMessageContaining("line 8: D3 has not been delivered yet")
                .withMessageContaining("line 10: \"they were cross\" is not understood")
                .withMessageContaining("Under \"What happened\" these are: the message was delivered (again)")
                .withMessageContaining("D1 (was killed | died) (before | after | some time after | during) <call>")
                .withMessageContaining(
                        "Under \"What the customer saw\" these are: <resource> <table>: 2 rows (instead of 1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a copy was delivered              | line 2: the first delivery is no copy",
                "D1 died; D1 acknowledged          | line 3: D1 was dead by then",
                "D1 died; its reply was lost       | line 3: D1 was dead by then",
                "D1 began; D1 was delivered        | line 3: D1 has been delivered already: the next one is D2",
                "D1 died; D3 was delivered         | line 3: D3 comes after D2, which has not been delivered yet",
                "D1 went on                        | line 2: D1 stands still here, so no worker goes on",
                "D1 began; D2 began; D1 died       | line 4: D1 had come to its end by then",
                "D1 froze; D1 froze                | line 3: D1 stands still already"
            })
    void whatCannotHaveBeen_isSaid(String bullets, String complaint) {
        assertThatExceptionOfType(IncidentSyntaxException.class)
                .isThrownBy(() -> acts(bullets.split(" *; *")))
                .withMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delivered again after 4000 days",
                "delivered again after 40 minutes and then some",
                "delivered again after 40 parsecs",
                "a copy was delivered after the deploy",
                "D1 was killed 3 s after POST",
                "D1 was killed after"
            })
    void sentenceThatIsAlmostRight_isNotGuessed(String bullet) {
        assertThatExceptionOfType(IncidentSyntaxException.class)
                .isThrownBy(() -> acts("D1 died", bullet))
                .withMessageContaining("line 3: \"" + bullet + "\" is not understood");
    }

    @Test
    void headerBelowTheSections_isSaid() {
        assertThatExceptionOfType(IncidentSyntaxException.class)
                .isThrownBy(() -> parse("## What happened\n- D1 died\n" + SEEN + "\nfixed: yes\n"))
                .withMessageContaining("line 7: \"fixed:\" is a header: write it above the first \"##\"");
    }

    @Test
    void textOfABook_isRefused() {
        assertThatExceptionOfType(IncidentSyntaxException.class)
                .isThrownBy(() -> parse("x".repeat(200_001)))
                .withMessageContaining("it has 200001 characters, and 200000 are the most that are read");
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST, REQUEST",
        "REPLY, REPLY",
        "TIMED_OUT, REPLY_IN_SILENCE",
        "LATE, REPLY_LATE",
        "BROKE, REQUEST REPLY"
    })
    void loss_isTheClosestThatCanBe(Lossy said, String losses) {
        assertThat(said.among(EnumSet.allOf(Loss.class))).extracting(Loss::name).containsExactly(losses.split(" "));
        assertThat(said.among(EnumSet.noneOf(Loss.class))).isEmpty();
    }

    @Test
    void sectionsThatAreMissing_areNamedWithThoseThereAre() {
        assertThatExceptionOfType(IncidentSyntaxException.class)
                .isThrownBy(() -> parse("# x\n## Timeline\n- D1 died\n## What happened\nnothing"))
                .withMessageContaining("it needs a section \"## What happened\" with at least one bullet")
                .withMessageContaining("it needs a section \"## What the customer saw\"")
                .withMessageContaining("the headings are \"Timeline\"");
        assertThatExceptionOfType(IncidentSyntaxException.class)
                .isThrownBy(() -> parse(""))
                .withMessageContaining("there is no heading at all");
    }

    @Test
    void fileThatIsNotThere_isSaidWithThePlace() {
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> IncidentReport.read(Path.of("incidents/none.md")))
                .withMessageContaining("the incident report incidents/none.md cannot be read (looked for /")
                .withMessageContaining("docs/incident-format.md");
    }
}
