package io.runstwice.fork;

import io.runstwice.run.Attempt;
import java.time.Clock;

/**
 * The facts that a delivery may know of itself, asked from the test, which remembers that it asked.
 *
 * @param clock the controlled clock of this process
 */
record FarAttempt(ForkEnd end, Clock clock) implements Attempt {

    @Override
    public int number() {
        return end.ask(new FromFork.AskNumber(), FromTest.AttemptNumber.class).number();
    }

    @Override
    public boolean redelivered() {
        return end.ask(new FromFork.AskRedelivered(), FromTest.WasRedelivered.class)
                .redelivered();
    }

    @Override
    public Clock clock() {
        end.tell(new FromFork.TookClock());
        return clock;
    }

    @Override
    public void enqueue() {
        throw new UnsupportedOperationException("a delivery enqueues nothing");
    }
}
