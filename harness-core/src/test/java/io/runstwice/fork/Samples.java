package io.runstwice.fork;

import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Messages between the processes: at least one of each record, with every part different from what a forgotten part
 * would be.
 */
final class Samples {

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.000000001Z");

    private Samples() {}

    static List<FromTest> fromTest() {
        return List.of(
                new FromTest.Prepare(List.of()),
                new FromTest.Prepare(List.of(
                        new FromTest.StubSpec("db", "DatabaseStub", List.of("url", "", "ä \uD83D\uDE00")),
                        new FromTest.StubSpec("gateway", "StripeLike", List.of()))),
                new FromTest.Perform("JobTask", NOW, 3, List.of("Charge")),
                new FromTest.ResourceAnswer("true false"),
                new FromTest.AttemptNumber(70_000),
                new FromTest.WasRedelivered(true),
                new FromTest.WasRedelivered(false),
                new FromTest.Refusal("nothing is called x"),
                new FromTest.Arrive(),
                new FromTest.Expire(),
                new FromTest.Losing(Loss.REPLY_IN_PIECES),
                new FromTest.Hold(),
                new FromTest.Proceed(),
                new FromTest.Lose(Loss.REQUEST),
                new FromTest.Return(NOW),
                new FromTest.Throw(NOW));
    }

    static List<FromFork> fromFork() {
        return Stream.of(plain(), passes(), results(), failures())
                .flatMap(List::stream)
                .toList();
    }

    private static List<FromFork> plain() {
        return List.of(
                new FromFork.Hello("a word"),
                new FromFork.Warm(),
                new FromFork.Unfit("java.lang.IllegalStateException\n\tat x"),
                new FromFork.Ask("db", List.of("begins", "7")),
                new FromFork.AskNumber(),
                new FromFork.AskRedelivered(),
                new FromFork.Tell("db", List.of("ended", "")),
                new FromFork.TookClock(),
                new FromFork.Position("Charge.perform(Charge.java:12)"),
                new FromFork.Doubt("a write without an owner"),
                new FromFork.Note("a hook had not come to rest"),
                new FromFork.Broke(),
                new FromFork.Done(),
                new FromFork.Returned(true),
                new FromFork.Quiet(),
                new FromFork.HooksAtRest(true));
    }

    private static List<FromFork> passes() {
        return List.of(
                new FromFork.Pass(
                        "db",
                        new Interaction(
                                "INSERT charges",
                                "INSERT charges (42)",
                                false,
                                EnumSet.allOf(Loss.class),
                                new Footprint(Set.of("a", "b"), Set.of("c")),
                                true)),
                new FromFork.Pass("gateway", Interaction.reading("GET /v1/charges", "", Set.of())));
    }

    private static List<FromFork> results() {
        Access counted = new Access(
                Set.of(),
                Set.of("mails"),
                List.of(new Access.Added("mails", "", 3), new Access.Added("mails", "x")),
                false);
        return List.of(
                new FromFork.Result(new Reply("1 row", Effect.DURABLE), Access.none(), true),
                new FromFork.Result(new Reply("200", Effect.NONE), Access.unknown(), false),
                new FromFork.Result(new Reply("", Effect.PENDING), Access.adding("mail", "to ann"), false),
                new FromFork.Result(
                        new Reply("40P01", Effect.REMEMBERED),
                        new Access(Set.of("jobs", "mails"), Set.of("jobs"), List.of(), true),
                        true),
                new FromFork.Result(new Reply("3 rows", Effect.DURABLE), counted, false));
    }

    private static List<FromFork> failures() {
        return List.of(
                new FromFork.Threw(true, Failure.of(new SQLException("refused", "40P01", new IllegalStateException()))),
                new FromFork.Threw(false, Failure.of(new AssertionFailedError("two rows"))),
                new FromFork.Threw(false, Failure.of(new TestAbortedException("not here"))),
                new FromFork.Threw(false, Failure.of(new IllegalStateException((String) null))));
    }
}
