package io.runstwice.fork;

import io.runstwice.fork.Message.Kind;
import io.runstwice.run.RemoteGate;
import io.runstwice.world.Call;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fork's end of the line: interactions stand at the gate of the test, and are really done here. Thread-safe. */
final class ForkEnd implements RemoteGate {

    /** Whom those words are for that are said to no resource. */
    static final String TEST = "";

    private final ProcessConnection connection;
    private final Consumer<String> clock;
    private final Runnable expectSigterm;
    private final ReentrantLock line = new ReentrantLock();
    private final Semaphore resumed = new Semaphore(0);
    private volatile boolean held;

    /**
     * @param clock is told what time it is
     * @param expectSigterm is told that this process is about to be told to end
     */
    ForkEnd(ProcessConnection connection, Consumer<String> clock, Runnable expectSigterm) {
        this.connection = connection;
        this.clock = clock;
        this.expectSigterm = expectSigterm;
    }

    @Override
    public <T> T pass(String resource, Call<T> call, Aside aside) throws Exception {
        line.lock();
        try {
            connection.send(Interactions.passing(resource, call.interaction()));
            return new Passing<>(call, aside).serve();
        } finally {
            line.unlock();
        }
    }

    @Override
    public void doubt(String reason) {
        tell(TEST, "doubt", reason);
    }

    @Override
    public void note(String fact) {
        tell(TEST, "note", fact);
    }

    void tell(String resource, String... words) {
        line.lock();
        try {
            connection.send(Kind.TELL, with(resource, words));
        } catch (IOException gone) {
            throw orphaned();
        } finally {
            line.unlock();
        }
    }

    String ask(String resource, String... words) {
        line.lock();
        try {
            connection.send(Kind.ASK, with(resource, words));
            Message answer = connection.receive();
            if (answer.kind() == Kind.REFUSAL) {
                throw new IllegalStateException(answer.word(0));
            }
            return answer.word(0);
        } catch (IOException gone) {
            throw orphaned();
        } finally {
            line.unlock();
        }
    }

    private static String[] with(String resource, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = resource;
        System.arraycopy(words, 0, all, 1, words.length);
        return all;
    }

    /** Whether the process was told to end, so that somebody wants to hear how its hooks do. */
    boolean isHeld() {
        return held;
    }

    /** Whoever was held goes on. */
    void resume() {
        resumed.release();
    }

    /** Nobody is left for whom it could do anything. */
    static IllegalStateException orphaned() {
        Runtime.getRuntime().halt(1);
        return new IllegalStateException("a halted JVM goes on");
    }

    void send(Message message) {
        line.lock();
        try {
            connection.send(message);
        } catch (IOException gone) {
            throw orphaned();
        } finally {
            line.unlock();
        }
    }

    /** One interaction, from here to the gate and back. */
    private final class Passing<T> {

        private final Call<T> call;
        private final Aside aside;
        private @Nullable T value;
        private @Nullable Exception thrown;

        Passing(Call<T> call, Aside aside) {
            this.call = call;
            this.aside = aside;
        }

        @SuppressWarnings("NullAway") // a call may give null
        T serve() throws Exception {
            while (true) {
                Message next = receive();
                switch (next.kind()) {
                    case ARRIVE -> {
                        call.arrive();
                        connection.send(Kind.DONE);
                    }
                    case EXPIRE -> call.expire();
                    case LOSING -> call.losing(Loss.valueOf(next.word(0)));
                    case HOLD -> hold();
                    case PROCEED -> proceed();
                    case LOSE -> {
                        thrown = call.lose(Loss.valueOf(next.word(0)));
                        connection.send(Kind.DONE);
                    }
                    case RETURN -> {
                        clock.accept(next.word(0));
                        return value;
                    }
                    case THROW -> {
                        clock.accept(next.word(0));
                        throw thrown == null ? new IllegalStateException("nothing was thrown") : thrown;
                    }
                    default -> throw new IOException("nobody expected " + next.kind());
                }
            }
        }

        /** The process is about to be told to end: what its hooks say comes first. */
        private void hold() throws IOException {
            held = true;
            expectSigterm.run();
            connection.send(Kind.DONE);
            line.unlock();
            try {
                aside.during(resumed::acquireUninterruptibly);
            } finally {
                line.lock();
            }
            connection.send(Kind.DONE);
        }

        private Message receive() {
            try {
                return connection.receive();
            } catch (IOException gone) {
                throw orphaned();
            }
        }

        private void proceed() throws IOException {
            try {
                value = call.proceed();
            } catch (Exception refusal) {
                thrown = refusal;
            } catch (Error broken) {
                connection.send(Kind.BROKE);
                receive();
                throw broken;
            }
            Reply reply = call.reply(value, thrown);
            connection.send(Interactions.result(reply, call.access(), thrown != null));
        }
    }
}
