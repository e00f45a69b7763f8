package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.judge.Violation;
import io.runstwice.run.Notebook;
import io.runstwice.world.Misuse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a test says of the world beyond how it ends. */
class InvariantTests {

    private final Notebook notebook = new Notebook();

    private long charges() {
        return notebook.lines().stream().filter("charge"::equals).count();
    }

    /** A second charge is taken back, so that in the end all is as it should be. */
    private void chargeAndCorrect() {
        notebook.write("charge");
        while (charges() > 1) {
            notebook.erase("charge");
        }
    }

    private RunsTwice job(Job job) {
        return RunsTwice.job("ChargeJob", job)
                .watching(notebook)
                .within(Bounds.standard().oneAtATime());
    }

    @Test
    void brokenForAMoment_isFoundThoughTheEndIsRight() {
        Verdict unwatched = job(delivery -> chargeAndCorrect()).explore();
        Verdict watched = job(delivery -> chargeAndCorrect())
                .always("at most one charge", () -> charges() < 2)
                .explore();

        assertThat(unwatched.isSafe()).as(unwatched.toString()).isTrue();
        assertThat(watched.isUnsafe()).isTrue();
        assertThat(watched.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.BROKEN_INVARIANT);
        assertThat(watched.toString())
                .startsWith("ChargeJob is not safe to run twice: broken invariant")
                .contains("expected   at most one charge", "but was    it does not hold any more")
                .contains("D2  ✗ broken: at most one charge")
                .contains("cause      it broke with notebook write charge #1 of D2")
                .contains("replay     @Replay(\"D1 acknowledgement lost; D2\")");
    }

    @Test
    void holdsAlways_isSafeAndSaysSo() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("charge"))
                .always("at most one charge", () -> charges() < 2)
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate()).contains("held       at most one charge");
    }

    @Test
    void betweenTwoInteractions_isSeen() {
        Job inTwoSteps = delivery -> {
            notebook.writeUnlessThere("debit");
            notebook.writeUnlessThere("credit");
        };
        Verdict verdict = job(inTwoSteps)
                .always("debit and credit go together", () -> notebook.lines().size() != 1)
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.BROKEN_INVARIANT);
        assertThat(verdict.toString())
                .contains("expected   debit and credit go together", "it broke with notebook write debit #1 of D1")
                .contains("replay     @Replay(\"D1\")")
                .contains(
                        "explored   1 of more (not complete: one delivery without any fault breaks what has to hold)");
    }

    @Test
    void brokenByOneOfTwoBaselines_provesNothing() {
        AtomicInteger asked = new AtomicInteger();
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("charge"))
                .always("holds", () -> asked.incrementAndGet() != 1)
                .explore();

        assertThat(verdict.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("\"holds\" does not hold in the baseline"));
    }

    @Test
    void brokenInAnOrderOfMessages_isFound() {
        Verdict verdict = RunsTwice.history(
                        "ChargeJob", List.of("a", "b"), (message, delivery) -> notebook.writeUnlessThere(message))
                .watching(notebook)
                .always("only one", () -> notebook.lines().size() < 2)
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("broken invariant", "D2");
    }

    @Test
    void checkThatThrows_isANoWithItsWords() {
        Verdict verdict = job(delivery -> chargeAndCorrect())
                .always("charges", () -> {
                    assertThat(Collections.frequency(notebook.lines(), "charge"))
                            .as("charges")
                            .isLessThan(2);
                    return true;
                })
                .explore();

        assertThat(verdict.toString()).contains("expected   charges", "[charges]");
    }

    @Test
    void neverComesTrue_isFound() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("charge"))
                .eventually("the index knows", Duration.ofMillis(1), () -> false)
                .explore();

        assertThat(verdict.toString()).contains("broken invariant", "it did not come true within 1 ms");
    }

    @Test
    void comesTrueLater_isAwaited() {
        AtomicInteger asked = new AtomicInteger();
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("charge"))
                .eventually("the index knows", () -> asked.incrementAndGet() % 3 == 0)
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(asked.get()).isGreaterThan(9);
    }

    @Test
    void wrongUse_isSaid() {
        assertThatThrownBy(() -> job(delivery -> {}).always("x", () -> true).always("x", () -> true))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("\"x\" is said twice");
        assertThatThrownBy(() -> job(delivery -> {}).eventually("x", Duration.ZERO, () -> true))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("always");
    }
}
