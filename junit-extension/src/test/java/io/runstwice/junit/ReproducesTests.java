package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Tier;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** Incident reports as tests. */
class ReproducesTests {

    private static final Path BESIDE = Path.of("target", "incident-beside.md");

    @BeforeAll
    static void aFileOutsideTheClassPath() throws IOException {
        Files.writeString(
                BESIDE,
                "fixed: yes\n\n## What happened\n- the worker died\n\n## What the customer saw\n- db charges: 2 rows\n");
    }

    @AfterAll
    static void putAway() throws IOException {
        Files.delete(BESIDE);
    }

    @Test
    void reports_areOneTestEach_andSayWhatFits() {
        Results results = TestKit.run(BrokenTestCases.class);

        assertThat(results.tests())
                .containsExactly(
                        "incident incidents/INC-1.md", "incident incidents/INC-2.md", "incident incidents/INC-3.md");
        assertThat(results.passed()).containsExactly("incident incidents/INC-1.md");
        assertThat(results.published("incident"))
                .singleElement()
                .asString()
                .startsWith("incidents/INC-1.md still comes about, as it says: double effect")
                .contains("@Replay(\"D1 crash after db INSERT charges #1; D2\")   double effect, as reported");
        assertThat(results.failures().get("incident incidents/INC-2.md"))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("incidents/INC-2.md is reproduced: double effect")
                .hasMessageContaining("BrokenTestCases.job is not safe to run twice: double effect");
        assertThat(results.failures().get("incident incidents/INC-3.md"))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("incidents/INC-3.md fits no schedule of this job")
                .hasMessageContaining("line 4: D1 never calls \"POST /v1/charges\". It calls db INSERT charges");
    }

    @Test
    void reportBesideTheTests_isFoundFromTheWorkingDirectory() {
        Results results = TestKit.run(FixedTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.passed()).containsExactly("incident target/incident-beside.md");
    }

    @Test
    void inATierOfItsOwn_isTheSameTest() {
        Results results = TestKit.run(FreshClassesTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.passed()).containsExactly("incident incidents/INC-1.md");
    }

    @Test
    void reportThatIsNotThere_saysWhereItLooked() {
        assertThat(TestKit.run(NoFileTestCases.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("there is no `incidents/gone.md`: not on the class path, and not at "
                        + Path.of("incidents/gone.md").toAbsolutePath());
    }

    @Test
    void reportThatIsNotUnderstood_namesTheLines() {
        assertThat(TestKit.run(GarbageTestCases.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("Not an incident report: incidents/garbage.md")
                .hasMessageContaining("line 3: \"everything broke\" is not understood");
    }

    @Test
    void annotationsThatDoNotGoTogether_areRefused() {
        assertThat(TestKit.run(AloneTestCases.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("`@Reproduces` needs `@RunsTwiceSafely` beside it");
        assertThat(TestKit.run(ReplayTooTestCases.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("Remove one of the two");
        assertThat(TestKit.run(NoneTestCases.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("`@Reproduces` needs at least one incident report");
    }

    private abstract static class WithInvoice {

        @Watched
        final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }
    }

    static class BrokenTestCases extends WithInvoice {

        @RunsTwiceSafely
        @Reproduces({"incidents/INC-1.md", "incidents/INC-2.md", "incidents/INC-3.md"})
        void job() {
            Jobs.chargeAgain(db.dataSource());
        }
    }

    static class FixedTestCases extends WithInvoice {

        @RunsTwiceSafely
        @Reproduces("target/incident-beside.md")
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class FreshClassesTestCases extends WithInvoice {

        @RunsTwiceSafely(tier = Tier.CLASSLOADER)
        @Reproduces("incidents/INC-1.md")
        void job() {
            Jobs.chargeAgain(db.dataSource());
        }
    }

    static class NoFileTestCases extends WithInvoice {

        @RunsTwiceSafely
        @Reproduces("incidents/gone.md")
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class GarbageTestCases extends WithInvoice {

        @RunsTwiceSafely
        @Reproduces("incidents/garbage.md")
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class AloneTestCases extends WithInvoice {

        @Reproduces("incidents/INC-1.md")
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class ReplayTooTestCases extends WithInvoice {

        @RunsTwiceSafely
        @Replay("D1; D2")
        @Reproduces("incidents/INC-1.md")
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }

    static class NoneTestCases extends WithInvoice {

        @RunsTwiceSafely
        @Reproduces({})
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }
}
