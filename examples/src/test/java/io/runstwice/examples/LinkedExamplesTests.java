package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Verdict;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.network.Link;
import io.runstwice.network.NeedsToxiproxy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What the harness imitates, and what a real network does, lead to the same verdicts, schedules and stories. */
@NeedsToxiproxy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkedExamplesTests {

    /** Only the line before this one differs: it shows what the driver threw instead of what the server answered. */
    private static final String LOST = "✗ reply lost: it took effect";

    private final List<Scenario> straight = EveryExample.scenarios();
    private List<Scenario> linked;
    private Link link;

    @BeforeAll
    void overALink() {
        link = TestPostgres.link();
        linked = TestPostgres.over(link, EveryExample::scenarios);
    }

    @AfterAll
    void endTheServer() {
        link.close();
    }

    /** The job of incident I15, and every fourteenth; all of them in the proof. */
    @TestFactory
    List<DynamicTest> realNetwork_agreesWithImitation() {
        return IntStream.range(0, straight.size())
                .filter(index -> index % 14 == 0 || straight.get(index).name().contains("TransferJob"))
                .mapToObj(index -> DynamicTest.dynamicTest(straight.get(index).toString(), () -> agree(index)))
                .toList();
    }

    @Test
    @Tag("proof")
    void realNetwork_inEveryExample_agreesWithImitation() {
        IntStream.range(0, straight.size()).forEach(this::agree);
    }

    private void agree(int index) {
        Verdict imitated = straight.get(index).oneAtATime().explore();
        Verdict real = linked.get(index).oneAtATime().explore();

        assertThat(imitated.isInconclusive()).as(imitated.toString()).isFalse();
        assertThat(said(real)).as(imitated + "\n" + real).isEqualTo(said(imitated));
    }

    private static String said(Verdict verdict) {
        return verdict.isSafe() + " " + verdict.isUnsafe() + "\n"
                + verdict.counterexamples().stream()
                        .filter(example -> !example.schedule().toString().contains("partition of"))
                        .map(example ->
                                example.schedule() + "\n" + example.violation().kind() + "\n" + alike(example.story()))
                        .collect(Collectors.joining("\n"));
    }

    private static String alike(String story) {
        List<String> lines =
                story.lines().filter(line -> !line.startsWith("  explored")).toList();
        return IntStream.range(0, lines.size())
                .filter(line -> line + 1 == lines.size() || !lines.get(line + 1).contains(LOST))
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void lostCommitReply_doublesTheNaiveJobsEffectForReal() {
        Verdict verdict = named("BrokenTransferJob").replay("D1 lost reply of db COMMIT #1");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).story())
                .contains(
                        "double effect",
                        "COMMIT",
                        "PSQLException 08006: An I/O error occurred while sending to the backend.");
    }

    @Test
    void lostCommitReply_repairedTwinSurvivesForReal() {
        Verdict verdict = named("FixedTransferJob").replay("D1 lost reply of db COMMIT #1");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate().toString()).containsPattern("1 message was really lost, .*\\(Toxiproxy ");
    }

    private Scenario named(String name) {
        return linked.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
