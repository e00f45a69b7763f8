package io.runstwice.fork;

import io.runstwice.world.Loss;
import java.time.Instant;
import java.util.List;

/** A message of the test to a fork. Data, of which nothing is ever run; {@link FromTestCodec} writes and reads it. */
sealed interface FromTest {

    /**
     * The first message: make these stubs.
     *
     * @param stubs one for each watched resource
     */
    record Prepare(List<StubSpec> stubs) implements FromTest {

        public Prepare {
            stubs = List.copyOf(stubs);
        }
    }

    /**
     * The stub of one resource.
     *
     * @param resource its name
     * @param maker the class of the {@link io.runstwice.world.Stub.Maker}
     * @param words told to the maker
     */
    record StubSpec(String resource, String maker, List<String> words) {

        public StubSpec {
            words = List.copyOf(words);
        }
    }

    /**
     * The second message: perform this delivery.
     *
     * @param task the class of the {@link RemoteTask}
     * @param clock what time it is by the controlled clock
     * @param delivery which delivery it is, from 1
     * @param words told to the task
     */
    record Perform(String task, Instant clock, int delivery, List<String> words) implements FromTest {

        public Perform {
            words = List.copyOf(words);
        }
    }

    /** Replies to a {@link FromFork.Question}. */
    sealed interface Answer extends FromTest {}

    /** The answer of a resource to {@link FromFork.Ask}. */
    record ResourceAnswer(String text) implements Answer {}

    /** Which delivery of the message this is, from 1. */
    record AttemptNumber(int number) implements Answer {}

    /** Whether the message was delivered before. */
    record WasRedelivered(boolean redelivered) implements Answer {}

    /** The question could not be answered. */
    record Refusal(String reason) implements Answer {}

    /**
     * The gate's decision on the call that stands there, from {@link FromFork.Pass} to {@link Return} or
     * {@link Throw}.
     */
    sealed interface GateCommand extends FromTest {}

    /** As {@link io.runstwice.world.Call#arrive}; the fork says {@link FromFork.Done}. */
    record Arrive() implements GateCommand {}

    /** As {@link io.runstwice.world.Call#expire}. */
    record Expire() implements GateCommand {}

    /** As {@link io.runstwice.world.Call#losing}. */
    record Losing(Loss loss) implements GateCommand {}

    /**
     * As {@link io.runstwice.world.Call#shutDown}; the fork says {@link FromFork.Done} when it holds the call, and when
     * the call goes on.
     */
    record Hold() implements GateCommand {}

    /** As {@link io.runstwice.world.Call#proceed}; the fork says {@link FromFork.Result} or {@link FromFork.Broke}. */
    record Proceed() implements GateCommand {}

    /** As {@link io.runstwice.world.Call#lose}; the fork says {@link FromFork.Done}. */
    record Lose(Loss loss) implements GateCommand {}

    /** The call returns what {@link Proceed} gave. */
    record Return(Instant clock) implements GateCommand {}

    /** The call throws what {@link Proceed} or {@link Lose} gave. */
    record Throw(Instant clock) implements GateCommand {}
}
