package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.judge.Violation;
import io.runstwice.run.Notebook;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Misuse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several distinct messages. */
@Tag("exhaustive")
class HistoryTests {

    private final Notebook notebook = new Notebook();

    private RunsTwice history(RunsTwice.Handler<String> handler, String... messages) {
        return RunsTwice.history("Ledger", List.of(messages), handler).watching(notebook);
    }

    @Test
    void eachMessageOnItsOwn_isSafe() {
        Verdict verdict = history((message, delivery) -> notebook.writeUnlessThere(message), "a", "b")
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("distinct messages in every order, each with one fault, one delivery more or one switch (");
        assertThat(verdict.coverage().explored()).isGreaterThan(20);
    }

    @Test
    void secondMessageDoneTwice_isFoundWithTheSmallestHistory() {
        Verdict verdict = history(
                        (message, delivery) -> {
                            if (message.equals("b")) {
                                notebook.write(message);
                            } else {
                                notebook.writeUnlessThere(message);
                            }
                        },
                        "a",
                        "b")
                .explore();

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.toString())
                .contains(
                        "double effect",
                        "… is handed #2 b",
                        "replay     @Replay(\"D1 of #2; copy D2 of #2; D3 of #1\")");
        assertThat(verdict.counterexamples())
                .allSatisfy(found -> assertThat(found.schedule().toString()).contains("of #2"));
    }

    @Test
    void messageTakenForADuplicate_isALostEffect() {
        Verdict verdict = history(
                        (message, delivery) -> {
                            if (!notebook.has("done")) {
                                notebook.write(message);
                                notebook.write("done");
                            }
                        },
                        "a",
                        "b")
                .everyMessageTakesEffect()
                .explore();

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.counterexamples()).singleElement().satisfies(found -> {
            assertThat(found.violation().kind()).isEqualTo(Violation.Kind.LOST_EFFECT);
            assertThat(found.schedule()).hasToString("D1 of #1; D2 of #2");
        });
        assertThat(verdict.toString())
                .contains("- {text: b}", "take the work for done")
                .contains("stopped at a message that was taken for another one");
    }

    @Test
    void messageThatChangesNothingAfterAnother_isNotedIfNobodyAsked() {
        Verdict verdict = history((message, delivery) -> notebook.writeUnlessThere("newest"), "a", "b")
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("#2 changes nothing after #1; if each message has to take effect, ask for it:"
                        + " everyMessageTakesEffect()");
    }

    @Test
    void oneMessage_cannotBeAskedToTakeEffectAfterAnother() {
        assertThatThrownBy(() -> RunsTwice.job("Ledger", delivery -> {}).everyMessageTakesEffect())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("RunsTwice.history(");
    }

    @Test
    void orderInWhichOneIsRefused_doesNotCount() {
        Verdict verdict = history(
                        (message, delivery) -> {
                            if (message.equals("refund") && !notebook.has("charge")) {
                                throw new IllegalStateException("nothing to refund");
                            }
                            notebook.writeUnlessThere(message);
                        },
                        "charge",
                        "refund")
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void anyOrderIsRight_whateverTheyLeaveBehind() {
        Verdict verdict = history(
                        (message, delivery) -> {
                            if (!notebook.has(message)) {
                                notebook.writeUnlessThere(
                                        message + " after " + notebook.lines().size());
                                notebook.writeUnlessThere(message);
                            }
                        },
                        "a",
                        "b")
                .within(Bounds.standard().oneAtATime())
                .replay(Schedule.parse("D1 of #2; D2 of #1"))
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void sentOrderThatFails_isInconclusive() {
        Verdict verdict = history(
                        (message, delivery) -> {
                            notebook.write(message);
                            throw new IllegalStateException("no");
                        },
                        "a",
                        "b")
                .explore();

        assertThat(verdict.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("D1 of \"D1 of #1"));
    }

    @Test
    void replayOfAHistory_namesItsMessages() {
        Verdict verdict = history((message, delivery) -> notebook.write(message), "a", "b")
                .replay(Schedule.parse("D1 of #2 acknowledgement lost; D2 of #1; D3 of #2"))
                .explore();

        assertThat(verdict.isUnsafe()).isTrue();
        assertThat(verdict.toString()).contains("D1 of #2 acknowledgement lost; D2 of #1; D3 of #2");
    }

    @Test
    void choices_delayMessagesToo() {
        Verdict verdict = history((message, delivery) -> notebook.write(message), "a", "b")
                .replay(Schedule.parse("choices 1"))
                .explore();

        assertThat(verdict.certificate()).contains("\"D1 of #2; D2 of #1\"");
    }

    @Test
    void wrongUse_isSaid() {
        assertThatThrownBy(() -> history((message, delivery) -> {}, "a", "a"))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("distinct");
        assertThatThrownBy(() -> history((message, delivery) -> {}, "a", "b", "c", "d", "e"))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("has 5");
        assertThatThrownBy(() -> history((message, delivery) -> {}, "a", "b")
                        .tier(Tier.CLASSLOADER)
                        .explore())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("needs the tier THREAD");
    }
}
