package io.runstwice.fork;

import io.runstwice.fork.Message.Kind;
import io.runstwice.run.Abroad;
import io.runstwice.world.Call;
import io.runstwice.world.Loss;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fork's end of the line: interactions stand at the gate of the test, and are really done here. Thread-safe. */
final class ForkEnd implements Abroad {

    /** Whom those words are for that are said to no resource. */
    static final String TEST = "";

    private final Cable cable;
    private final Consumer<String> clock;
    private final ReentrantLock line = new ReentrantLock();

    /**
     * @param clock is told what time it is
     */
    ForkEnd(Cable cable, Consumer<String> clock) {
        this.cable = cable;
        this.clock = clock;
    }

    @Override
    public <T> T pass(String resource, Call<T> call) throws Exception {
        line.lock();
        try {
            cable.send(Interactions.passing(resource, call.interaction()));
            return new Passing<>(call).serve();
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
            cable.send(Kind.TELL, with(resource, words));
        } catch (IOException gone) {
            throw orphaned();
        } finally {
            line.unlock();
        }
    }

    String ask(String resource, String... words) {
        line.lock();
        try {
            cable.send(Kind.ASK, with(resource, words));
            Message answer = cable.receive();
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

    /** Nobody is left for whom it could do anything. */
    static IllegalStateException orphaned() {
        Runtime.getRuntime().halt(1);
        return new IllegalStateException("a halted JVM goes on");
    }

    void send(Message message) {
        line.lock();
        try {
            cable.send(message);
        } catch (IOException gone) {
            throw orphaned();
        } finally {
            line.unlock();
        }
    }

    /** One interaction, from here to the gate and back. */
    private final class Passing<T> {

        private final Call<T> call;
        private @Nullable T value;
        private @Nullable Exception thrown;

        Passing(Call<T> call) {
            this.call = call;
        }

        @SuppressWarnings("NullAway") // a call may give null
        T serve() throws Exception {
            while (true) {
                Message next = receive();
                switch (next.kind()) {
                    case ARRIVE -> {
                        call.arrive();
                        cable.send(Kind.DONE);
                    }
                    case EXPIRE -> call.expire();
                    case LOSING -> call.losing(Loss.valueOf(next.word(0)));
                    case PROCEED -> proceed();
                    case LOSE -> {
                        thrown = call.lose(Loss.valueOf(next.word(0)));
                        cable.send(Kind.DONE);
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

        private Message receive() {
            try {
                return cable.receive();
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
                cable.send(Kind.BROKE);
                receive();
                throw broken;
            }
            cable.send(Interactions.result(call.reply(value, thrown), thrown != null));
        }
    }
}
