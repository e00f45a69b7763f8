package io.runstwice.fork;

import io.runstwice.fork.FromTest.Arrive;
import io.runstwice.fork.FromTest.AttemptNumber;
import io.runstwice.fork.FromTest.Expire;
import io.runstwice.fork.FromTest.Hold;
import io.runstwice.fork.FromTest.Lose;
import io.runstwice.fork.FromTest.Losing;
import io.runstwice.fork.FromTest.Perform;
import io.runstwice.fork.FromTest.Prepare;
import io.runstwice.fork.FromTest.Proceed;
import io.runstwice.fork.FromTest.Refusal;
import io.runstwice.fork.FromTest.ResourceAnswer;
import io.runstwice.fork.FromTest.Return;
import io.runstwice.fork.FromTest.StubSpec;
import io.runstwice.fork.FromTest.Throw;
import io.runstwice.fork.FromTest.WasRedelivered;
import io.runstwice.world.Loss;
import java.util.List;

/** The messages of the test to a fork, as bytes. */
final class FromTestCodec extends MessageCodec<FromTest, FromTestCodec.Tag> {

    /** One for each record of {@link FromTest}. */
    enum Tag implements RecordTag<FromTest> {
        PREPARE(Prepare.class),
        PERFORM(Perform.class),
        RESOURCE_ANSWER(ResourceAnswer.class),
        ATTEMPT_NUMBER(AttemptNumber.class),
        WAS_REDELIVERED(WasRedelivered.class),
        REFUSAL(Refusal.class),
        ARRIVE(Arrive.class),
        EXPIRE(Expire.class),
        LOSING(Losing.class),
        HOLD(Hold.class),
        PROCEED(Proceed.class),
        LOSE(Lose.class),
        RETURN(Return.class),
        THROW(Throw.class);

        private final Class<? extends FromTest> type;

        Tag(Class<? extends FromTest> type) {
            this.type = type;
        }

        @Override
        public Class<? extends FromTest> type() {
            return type;
        }
    }

    FromTestCodec() {
        super(FromTest.class, Tag.values());
    }

    @Override
    void write(Tag tag, FromTest message, PartWriter out) {
        switch (tag) {
            case PREPARE -> write(((Prepare) message).stubs(), out);
            case PERFORM -> write((Perform) message, out);
            case RESOURCE_ANSWER -> out.text(((ResourceAnswer) message).text());
            case ATTEMPT_NUMBER -> out.number(((AttemptNumber) message).number());
            case WAS_REDELIVERED -> out.flag(((WasRedelivered) message).redelivered());
            case REFUSAL -> out.text(((Refusal) message).reason());
            case LOSING -> out.constant(((Losing) message).loss());
            case LOSE -> out.constant(((Lose) message).loss());
            case RETURN -> out.instant(((Return) message).clock());
            case THROW -> out.instant(((Throw) message).clock());
            case ARRIVE, EXPIRE, HOLD, PROCEED -> {
                // the tag says all
            }
        }
    }

    @Override
    FromTest read(Tag tag, PartReader in) {
        return switch (tag) {
            case PREPARE -> new Prepare(in.all(() -> new StubSpec(in.text(), in.text(), in.texts())));
            case PERFORM -> new Perform(in.text(), in.instant(), in.number(), in.texts());
            case RESOURCE_ANSWER -> new ResourceAnswer(in.text());
            case ATTEMPT_NUMBER -> new AttemptNumber(in.number());
            case WAS_REDELIVERED -> new WasRedelivered(in.flag());
            case REFUSAL -> new Refusal(in.text());
            case ARRIVE -> new Arrive();
            case EXPIRE -> new Expire();
            case LOSING -> new Losing(in.constant(Loss.class));
            case HOLD -> new Hold();
            case PROCEED -> new Proceed();
            case LOSE -> new Lose(in.constant(Loss.class));
            case RETURN -> new Return(in.instant());
            case THROW -> new Throw(in.instant());
        };
    }

    private static void write(List<StubSpec> stubs, PartWriter out) {
        out.number(stubs.size());
        for (StubSpec stub : stubs) {
            out.text(stub.resource());
            out.text(stub.maker());
            out.texts(stub.words());
        }
    }

    private static void write(Perform perform, PartWriter out) {
        out.text(perform.task());
        out.instant(perform.clock());
        out.number(perform.delivery());
        out.texts(perform.words());
    }
}
