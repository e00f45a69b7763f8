package io.runstwice.fork;

import io.runstwice.world.Access;
import io.runstwice.world.Interaction;
import io.runstwice.world.Reply;
import java.util.List;

/** A message of a fork to the test. Data, of which nothing is ever run; {@link FromForkCodec} writes and reads it. */
sealed interface FromFork {

    /**
     * The first message.
     *
     * @param password proves that this is the process which the test started
     */
    record Hello(String password) implements FromFork {}

    /** The stubs are made. */
    record Warm() implements FromFork {}

    /**
     * The stubs cannot be made.
     *
     * @param trace the stack trace of the cause
     */
    record Unfit(String trace) implements FromFork {}

    /** Needs an {@link FromTest.Answer}. May come at any time during the delivery. */
    sealed interface Question extends FromFork {}

    /** A stub asks its resource. */
    record Ask(String resource, List<String> words) implements Question {

        public Ask {
            words = List.copyOf(words);
        }
    }

    /** The job asks which delivery this is. */
    record AskNumber() implements Question {}

    /** The job asks whether the message was delivered before. */
    record AskRedelivered() implements Question {}

    /** Needs no answer. May come at any time during the delivery. */
    sealed interface Notice extends FromFork {}

    /** A stub tells its resource something. */
    record Tell(String resource, List<String> words) implements Notice {

        public Tell {
            words = List.copyOf(words);
        }
    }

    /** The job has taken the controlled clock. */
    record TookClock() implements Notice {}

    /** The place in the job's code where the delivery's thread is; an empty text if there is none. */
    record Position(String where) implements Notice {}

    /** The run can prove nothing. */
    record Doubt(String reason) implements Notice {}

    /** A certificate has to mention this. */
    record Note(String fact) implements Notice {}

    /** An interaction stands at the gate of a resource. */
    record Pass(String resource, Interaction interaction) implements FromFork {}

    /**
     * The outcome of {@link FromTest.Proceed}.
     *
     * @param threw whether the resource's refusal was an exception
     */
    record Result(Reply reply, Access access, boolean threw) implements FromFork {}

    /** {@link FromTest.Proceed} ended in an {@link Error}, which the fork throws on. */
    record Broke() implements FromFork {}

    /** A {@link FromTest.GateCommand} has been carried out. */
    record Done() implements FromFork {}

    /** The job is over. */
    sealed interface JobEnded extends FromFork {

        /** Whether threads that the job started still live. */
        boolean leavesThreads();
    }

    /** The job returned normally. */
    record Returned(boolean leavesThreads) implements JobEnded {}

    /** The job threw. */
    record Threw(boolean leavesThreads, Failure failure) implements JobEnded {}

    /** The threads that the job left have come to rest. */
    record Quiet() implements FromFork {}

    /**
     * The shutdown hooks have ended or wait for something.
     *
     * @param waiting whether one of them lives, so that the process does
     */
    record HooksAtRest(boolean waiting) implements FromFork {}
}
