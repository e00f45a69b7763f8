package io.runstwice.fork;

import io.runstwice.run.RemoteGate;
import io.runstwice.world.Call;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The fork's end of the line: interactions stand at the gate of the test, and are really done here. Thread-safe. */
final class ForkEnd implements RemoteGate {

    private final ProcessConnection<FromTest, FromFork> connection;
    private final Consumer<Instant> clock;
    private final Runnable expectSigterm;
    private final ReentrantLock line = new ReentrantLock();
    private final Semaphore resumed = new Semaphore(0);
    private volatile boolean held;

    /**
     * @param clock is told what time it is
     * @param expectSigterm is told that this process is about to be told to end
     */
    ForkEnd(ProcessConnection<FromTest, FromFork> connection, Consumer<Instant> clock, Runnable expectSigterm) {
        this.connection = connection;
        this.clock = clock;
        this.expectSigterm = expectSigterm;
    }

    @Override
    public <T> T pass(String resource, Call<T> call, Aside aside) throws Exception {
        line.lock();
        try {
            send(new FromFork.Pass(resource, call.interaction()));
            return new RemotePass<>(this, call, aside).serve();
        } finally {
            line.unlock();
        }
    }

    @Override
    public void doubt(String reason) {
        tell(new FromFork.Doubt(reason));
    }

    @Override
    public void note(String fact) {
        tell(new FromFork.Note(fact));
    }

    void tell(FromFork.Notice notice) {
        send(notice);
    }

    /**
     * Asks the test, and waits for the answer.
     *
     * @throws IllegalStateException if the test refuses to answer
     */
    <A extends FromTest.Answer> A ask(FromFork.Question question, Class<A> due) {
        line.lock();
        try {
            send(question);
            FromTest.Answer answer = receive(FromTest.Answer.class);
            if (answer instanceof FromTest.Refusal refusal) {
                throw new IllegalStateException(refusal.reason());
            }
            return ProcessConnection.due(due, answer);
        } catch (MalformedMessageException misunderstood) {
            throw orphaned(misunderstood);
        } finally {
            line.unlock();
        }
    }

    void send(FromFork message) {
        line.lock();
        try {
            connection.send(message);
        } catch (IOException gone) {
            throw orphaned(gone);
        } finally {
            line.unlock();
        }
    }

    /** Called by the thread that has the line. */
    <M extends FromTest> M receive(Class<M> due) {
        try {
            return connection.receive(due);
        } catch (IOException gone) {
            throw orphaned(gone);
        }
    }

    void shows(Instant now) {
        clock.accept(now);
    }

    /** The process is about to be told to end: messages of its hooks come first. */
    void hold(RemoteGate.Aside aside) {
        held = true;
        expectSigterm.run();
        send(new FromFork.Done());
        line.unlock();
        try {
            aside.during(resumed::acquireUninterruptibly);
        } finally {
            line.lock();
        }
        send(new FromFork.Done());
    }

    /** Whether the process was told to end, so that the test waits to hear how its hooks do. */
    boolean isHeld() {
        return held;
    }

    /** The call that was held goes on. */
    void resume() {
        resumed.release();
    }

    /** Ends this process: the test has gone, or the two processes do not understand each other. */
    private static IllegalStateException orphaned(IOException why) {
        if (why instanceof MalformedMessageException) {
            ForkOutput.say("the test cannot be understood: " + why.getMessage());
        }
        Runtime.getRuntime().halt(1);
        return new IllegalStateException("a halted JVM goes on", why);
    }
}
