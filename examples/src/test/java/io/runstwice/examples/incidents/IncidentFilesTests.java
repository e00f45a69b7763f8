package io.runstwice.examples.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runstwice.Reproduction;
import io.runstwice.examples.checkthenact.ChargeOnceScenarios;
import io.runstwice.examples.i01recharge.RechargeScenarios;
import io.runstwice.examples.i03listmail.ListMailScenarios;
import io.runstwice.examples.i15lostcommit.TransferScenarios;
import io.runstwice.examples.i36keyperattempt.PayoutScenarios;
import io.runstwice.examples.i41forgottenkey.RenewalScenarios;
import io.runstwice.examples.i46fanout.CampaignScenarios;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.incident.IncidentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each report comes about on the broken job, just as it was reported, and not on its repaired twin. */
class IncidentFilesTests {

    private static final Path FOLDER = Path.of("src/test/resources/incidents");

    /**
     * One file, and the jobs that it is tried on.
     *
     * @param schedules what fits it on the broken job; those after the first may end well
     */
    private record Incident(String file, Scenario broken, Scenario fixed, List<String> schedules) {

        Incident(String file, Scenarios jobs, String... schedules) {
            this(file, named("Broken", jobs), named("Fixed", jobs), List.of(schedules));
        }

        private static Scenario named(String prefix, Scenarios jobs) {
            return jobs.all().stream()
                    .filter(scenario -> scenario.name().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }

        /** The report with another header. */
        IncidentReport report(String header) throws IOException {
            String text = Files.readString(FOLDER.resolve(file));
            assertThat(text).contains("\nfixed: no\n");
            return IncidentReport.parse(file, text.replace("\nfixed: no\n", "\n" + header + "\n"));
        }
    }

    private static List<Incident> incidents() {
        return List.of(
                new Incident(
                        "I01-auto-recharge.md",
                        new RechargeScenarios(),
                        "D1 crash after gateway POST /v1/charges #1; D2"),
                new Incident(
                        "I01-vague.md",
                        new RechargeScenarios(),
                        "D1 crash after gateway POST /v1/charges #1; D2",
                        "D1 crash after db UPDATE accounts #1; D2"),
                new Incident(
                        "I03-list-mail.md", new ListMailScenarios(), "D1 lost request of db DELETE mailbox #1; D2"),
                new Incident("I15-lost-commit.md", new TransferScenarios(), "D1 lost reply of db COMMIT #1"),
                new Incident(
                        "I36-key-per-attempt.md",
                        new PayoutScenarios(),
                        "D1 silent reply of gateway POST /v1/payouts #1; D2"),
                new Incident(
                        "I41-forgotten-key.md",
                        new RenewalScenarios(),
                        "D1 crash after gateway POST /v1/charges #1; 25h later D2"),
                new Incident(
                        "I46-fan-out.md",
                        new CampaignScenarios(),
                        "D1 lost request of gateway POST /v1/messages #2; D2"),
                new Incident(
                        "two-at-once.md",
                        new ChargeOnceScenarios(),
                        "D1 pause before db SELECT invoices #1; copy D2; D1",
                        "D1 pause before db INSERT charges #1; copy D2; D1",
                        "D1 pause before db UPDATE invoices #1; copy D2; D1",
                        "D1 pause before db COMMIT #1; copy D2; D1; D2"));
    }

    @TestFactory
    Stream<DynamicTest> file_isRedOnTheBrokenJob_andGreenOnItsTwin() {
        return incidents().stream()
                .map(incident -> DynamicTest.dynamicTest(incident.file(), () -> {
                    onTheBrokenJob(incident);
                    onItsTwin(incident);
                }));
    }

    private static void onTheBrokenJob(Incident incident) throws IOException {
        Reproduction unsaid = incident.broken().reproduce(incident.report(""));
        assertThat(unsaid.schedules())
                .as(unsaid.toString())
                .extracting(fitting -> fitting.schedule().toString())
                .containsExactlyElementsOf(incident.schedules());
        assertThat(unsaid.isReproduced()).as(unsaid.toString()).isTrue();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(unsaid::orThrow)
                .matches(thrown -> thrown.getClass().getSimpleName().equals("AssertionFailedError"))
                .withMessageStartingWith(incident.file() + " is reproduced: double effect")
                .withMessageContaining("double effect, as reported")
                .withMessageContaining("is not safe to run twice: double effect");
        assertThat(incident.broken().reproduce(incident.report("fixed: no")).holds())
                .isTrue();
        assertThat(incident.broken().reproduce(incident.report("fixed: yes")).toString())
                .startsWith(incident.file() + " is not fixed: double effect");
    }

    private static void onItsTwin(Incident incident) throws IOException {
        Reproduction repaired = incident.fixed().reproduce(incident.report("fixed: yes"));
        assertThat(repaired.holds()).as(repaired.toString()).isTrue();
        assertThat(repaired.schedules()).isNotEmpty();
    }
}
