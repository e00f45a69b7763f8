package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Coverage;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.run.Notebook;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateTests {

    private final Notebook notebook = new Notebook();
    private final Effects mails = Effects.keyed();

    private Verdict explore(Job job, Bounds bounds) {
        return RunsTwice.job("TestJob", job)
                .watching(notebook)
                .watching("mailer", mails)
                .within(bounds)
                .explore();
    }

    private void careful() {
        if (!notebook.has("a")) {
            notebook.write("a");
        }
        mails.perform("mail", "k-42", "welcome");
    }

    @Test
    void safeJob_isToldWhatWasExploredComparedAssumedAndNotSeen() {
        Verdict verdict = explore(delivery -> careful(), Bounds.standard().oneAtATime());

        String certificate = verdict.certificate();
        assertThat(certificate).startsWith("TestJob is safe to run twice, within this bound\n");
        assertThat(Told.values(certificate, "explored"))
                .containsExactly(
                        "run again after success, up to 3 times",
                        "lost request and lost reply at 3 interactions of the first delivery, also as an outage",
                        "any number of crashes (4 states, closed)",
                        "lost messages in every later delivery, also as an outage, and crashes after a lost message",
                        "redelivered at once and after 1 h",
                        "18 of 18 (complete); 19 more faults led to a state explored before");
        assertThat(Told.values(certificate, "compared"))
                .containsExactly("mailer: mail (exactly once)", "notebook: lines (exactly once)");
        assertThat(Told.values(certificate, "assumes"))
                .first()
                .asString()
                .startsWith("the job acts only through notebook and mailer");
        assertThat(Told.values(certificate, "assumes").get(1))
                .isEqualTo(
                        "one JVM runs every delivery: a guard in its static memory (a lock, a map) holds in one JVM only");
        assertThat(Told.values(certificate, "not seen"))
                .singleElement()
                .asString()
                .contains("two deliveries at once");
    }

    @Test
    void coverage_isOneSentenceWhereverItIsSaid() {
        Verdict verdict = explore(delivery -> careful(), Bounds.standard().oneAtATime());

        int explored = verdict.coverage().explored();
        assertThat(verdict.coverage()).hasToString("explored " + explored + " of " + explored + " (complete)");
        String said = verdict.coverage().toString().substring("explored ".length());
        assertThat(Told.values(verdict.certificate(), "explored"))
                .last()
                .asString()
                .startsWith(said);
    }

    @Test
    void coverageThatIsNotComplete_isOfMoreAndSaysWhy() {
        assertThat(new Coverage(1234, List.of("lowered to 1 crash", "too slow")))
                .hasToString("explored 1,234 of more (not complete: lowered to 1 crash; too slow)");
    }

    @Test
    void jobThatCannotBeJudged_isToldTheReason() {
        Verdict verdict = explore(
                delivery -> {
                    throw new IllegalArgumentException("no such invoice");
                },
                Bounds.standard());

        assertThat(verdict.toString()).startsWith("TestJob could not be judged: inconclusive\n");
        assertThat(Told.values(verdict.toString(), "reason"))
                .singleElement()
                .asString()
                .contains("failed by itself", "no such invoice");
        assertThat(Told.values(verdict.toString(), "explored")).containsExactly("0 schedules");
    }
}
