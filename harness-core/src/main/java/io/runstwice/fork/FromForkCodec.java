package io.runstwice.fork;

import io.runstwice.fork.FromFork.Ask;
import io.runstwice.fork.FromFork.AskNumber;
import io.runstwice.fork.FromFork.AskRedelivered;
import io.runstwice.fork.FromFork.Broke;
import io.runstwice.fork.FromFork.Done;
import io.runstwice.fork.FromFork.Doubt;
import io.runstwice.fork.FromFork.Hello;
import io.runstwice.fork.FromFork.HooksAtRest;
import io.runstwice.fork.FromFork.Note;
import io.runstwice.fork.FromFork.Pass;
import io.runstwice.fork.FromFork.Position;
import io.runstwice.fork.FromFork.Quiet;
import io.runstwice.fork.FromFork.Result;
import io.runstwice.fork.FromFork.Returned;
import io.runstwice.fork.FromFork.Tell;
import io.runstwice.fork.FromFork.Threw;
import io.runstwice.fork.FromFork.TookClock;
import io.runstwice.fork.FromFork.Unfit;
import io.runstwice.fork.FromFork.Warm;
import java.util.List;

/** The messages of a fork to the test, as bytes. */
final class FromForkCodec extends MessageCodec<FromFork, FromForkCodec.Tag> {

    /** One for each record of {@link FromFork}. */
    enum Tag implements RecordTag<FromFork> {
        HELLO(Hello.class),
        WARM(Warm.class),
        UNFIT(Unfit.class),
        ASK(Ask.class),
        ASK_NUMBER(AskNumber.class),
        ASK_REDELIVERED(AskRedelivered.class),
        TELL(Tell.class),
        TOOK_CLOCK(TookClock.class),
        POSITION(Position.class),
        DOUBT(Doubt.class),
        NOTE(Note.class),
        PASS(Pass.class),
        RESULT(Result.class),
        BROKE(Broke.class),
        DONE(Done.class),
        RETURNED(Returned.class),
        THREW(Threw.class),
        QUIET(Quiet.class),
        HOOKS_AT_REST(HooksAtRest.class);

        private final Class<? extends FromFork> type;

        Tag(Class<? extends FromFork> type) {
            this.type = type;
        }

        @Override
        public Class<? extends FromFork> type() {
            return type;
        }
    }

    FromForkCodec() {
        super(FromFork.class, Tag.values());
    }

    @Override
    void write(Tag tag, FromFork message, PartWriter out) {
        switch (tag) {
            case HELLO -> out.text(((Hello) message).password());
            case UNFIT -> out.text(((Unfit) message).trace());
            case ASK -> write(((Ask) message).resource(), ((Ask) message).words(), out);
            case TELL -> write(((Tell) message).resource(), ((Tell) message).words(), out);
            case POSITION -> out.text(((Position) message).where());
            case DOUBT -> out.text(((Doubt) message).reason());
            case NOTE -> out.text(((Note) message).fact());
            case PASS -> write((Pass) message, out);
            case RESULT -> write((Result) message, out);
            case RETURNED -> out.flag(((Returned) message).leavesThreads());
            case THREW -> write((Threw) message, out);
            case HOOKS_AT_REST -> out.flag(((HooksAtRest) message).waiting());
            case WARM, ASK_NUMBER, ASK_REDELIVERED, TOOK_CLOCK, BROKE, DONE, QUIET -> {
                // the tag says all
            }
        }
    }

    @Override
    FromFork read(Tag tag, PartReader in) {
        return switch (tag) {
            case HELLO -> new Hello(in.text());
            case WARM -> new Warm();
            case UNFIT -> new Unfit(in.text());
            case ASK -> new Ask(in.text(), in.texts());
            case ASK_NUMBER -> new AskNumber();
            case ASK_REDELIVERED -> new AskRedelivered();
            case TELL -> new Tell(in.text(), in.texts());
            case TOOK_CLOCK -> new TookClock();
            case POSITION -> new Position(in.text());
            case DOUBT -> new Doubt(in.text());
            case NOTE -> new Note(in.text());
            case PASS -> new Pass(in.text(), WorldCodec.interaction(in));
            case RESULT -> new Result(WorldCodec.reply(in), WorldCodec.access(in), in.flag());
            case BROKE -> new Broke();
            case DONE -> new Done();
            case RETURNED -> new Returned(in.flag());
            case THREW -> new Threw(in.flag(), FailureCodec.failure(in));
            case QUIET -> new Quiet();
            case HOOKS_AT_REST -> new HooksAtRest(in.flag());
        };
    }

    private static void write(String resource, List<String> words, PartWriter out) {
        out.text(resource);
        out.texts(words);
    }

    private static void write(Pass pass, PartWriter out) {
        out.text(pass.resource());
        WorldCodec.write(pass.interaction(), out);
    }

    private static void write(Result result, PartWriter out) {
        WorldCodec.write(result.reply(), out);
        WorldCodec.write(result.access(), out);
        out.flag(result.threw());
    }

    private static void write(Threw threw, PartWriter out) {
        out.flag(threw.leavesThreads());
        FailureCodec.write(threw.failure(), out);
    }
}
