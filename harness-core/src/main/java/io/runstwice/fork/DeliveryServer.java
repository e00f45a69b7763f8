package io.runstwice.fork;

import io.runstwice.fork.Message.Kind;
import io.runstwice.run.Attempt;
import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Resource;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves one delivery that has a process of its own, on the thread of its worker: what stands at a gate there, stands at the gate here as an
 * ordinary call. So turns, faults and waits are decided as for any other worker.
 */
final class DeliveryServer {

    private final Fork fork;
    private final Attempt attempt;
    private final Worker worker;
    private final Map<String, Resource> resources;
    private final Function<String, Gate> gates;

    DeliveryServer(Fork fork, Attempt attempt, Map<String, Resource> resources, Function<String, Gate> gates) {
        this.fork = fork;
        this.attempt = attempt;
        this.worker = attempt.lifetime().self();
        this.resources = resources;
        this.gates = gates;
    }

    /**
     * Serves until the job has returned there.
     *
     * @throws Exception what it threw
     */
    void serve() throws Exception {
        Message ending = serveUntilOther();
        if (Boolean.parseBoolean(ending.word(0))) {
            serveOthers();
        }
        if (ending.kind() == Kind.THREW) {
            Throwable thrown = Failures.of(ending, 1);
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }

    /** Threads that the job started are not over with it: another thread serves them, which acts for the same worker. */
    private void serveOthers() {
        Thread thread = new Thread(this::serveToTheEnd, Thread.currentThread().getName() + " (its other threads)");
        thread.setDaemon(true);
        thread.start();
    }

    /** Once they have come to rest it looks as idle as they are. */
    private void serveToTheEnd() {
        try {
            serveUntilOther();
            while (fork.hears()) {
                serveOne(fork.receive());
            }
        } catch (IOException gone) {
            // with the run, or by itself: the delivery was over
        } catch (WorkerKilled dead) {
            // its process is gone
        } catch (Exception failure) {
            gates.apply("process").doubt("a thread of " + worker.name() + " could not be served: " + failure);
        }
    }

    /** Serves until something is said that is neither a question nor an interaction. */
    private Message serveUntilOther() throws Exception {
        while (true) {
            Message next = receive();
            if (!serveOne(next)) {
                return next;
            }
        }
    }

    private boolean serveOne(Message next) throws Exception {
        switch (next.kind()) {
            case ASK -> answer(next);
            case TELL -> asked(next);
            case PASS -> pass(next);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answer(Message question) throws IOException {
        String answer;
        try {
            answer = asked(question);
        } catch (RuntimeException refusal) {
            send(Kind.REFUSAL, refusal.toString());
            return;
        }
        send(Kind.ANSWER, answer);
    }

    private String asked(Message question) {
        String whom = question.word(0);
        if (whom.equals(ForkEnd.TEST)) {
            return asked(question.word(1), question);
        }
        return resource(whom)
                .asked(
                        worker,
                        question.words().stream()
                                .skip(1)
                                .map(Objects::requireNonNull)
                                .toList());
    }

    private Resource resource(String name) {
        Resource resource = resources.get(name);
        if (resource == null) {
            throw new IllegalArgumentException("nothing is called " + name);
        }
        return resource;
    }

    private String asked(String what, Message question) {
        switch (what) {
            case "number" -> {
                return String.valueOf(attempt.number());
            }
            case "redelivered" -> {
                return String.valueOf(attempt.redelivered());
            }
            case "where" -> fork.isSeenAt(question.word(2));
            case "clock" -> attempt.clock();
            case "doubt" -> gates.apply("process").doubt(question.word(2));
            case "note" -> gates.apply("process").note(question.word(2));
            default -> throw new IllegalArgumentException(what);
        }
        return "";
    }

    private void pass(Message passing) throws Exception {
        String name = passing.word(0);
        resource(name);
        Gate gate = gates.apply(name);
        Kind then;
        try {
            gate.pass(worker, new FarCall(Interactions.of(passing)));
            then = Kind.RETURN;
        } catch (Theirs | Broken thrownThere) {
            then = Kind.THROW;
        }
        send(then, gate.clock().instant().toString());
    }

    private void send(Kind kind, @Nullable String... words) {
        try {
            fork.send(kind, words);
        } catch (IOException gone) {
            throw gone();
        }
    }

    private Message receive() {
        try {
            return fork.receive();
        } catch (IOException gone) {
            throw gone();
        }
    }

    /** The process is no more: killed, or by itself. */
    private WorkerKilled gone() {
        return worker.isDead()
                ? new WorkerKilled(worker.name())
                : attempt.lifetime().exited(fork.ended());
    }

    /** Until they have come to rest. If none of them waits for anything the process ends with them. */
    private void serveHooks() {
        try {
            Message rest = serveUntilOther();
            while (!Boolean.parseBoolean(rest.word(0))) {
                rest = serveUntilOther();
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the fork has an exception of its own for. */
    private static final class Theirs extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** The same for an error. */
    private static final class Broken extends Error {

        private static final long serialVersionUID = 1L;
    }

    /** An interaction that is done by the fork. */
    private final class FarCall implements Call<Boolean> {

        private final Interaction interaction;
        private @Nullable Reply reply;
        private Access access = Access.none();

        FarCall(Interaction interaction) {
            this.interaction = interaction;
        }

        @Override
        public Interaction interaction() {
            return interaction;
        }

        @Override
        public void arrive() {
            send(Kind.ARRIVE);
            until(Kind.DONE);
        }

        @Override
        public void expire() {
            send(Kind.EXPIRE);
        }

        @Override
        public void losing(Loss loss) {
            send(Kind.LOSING, loss.name());
        }

        @Override
        public void shutDown(Runnable still) {
            send(Kind.HOLD);
            until(Kind.DONE);
            fork.terminate();
            serveHooks();
            still.run();
            fork.resume();
            until(Kind.DONE);
        }

        @Override
        public Boolean proceed() throws Theirs {
            send(Kind.PROCEED);
            Message result = until(Kind.RESULT);
            reply = Interactions.reply(result);
            access = Interactions.access(result);
            if (Interactions.threw(result)) {
                throw new Theirs();
            }
            return true;
        }

        @Override
        public Reply reply(@Nullable Boolean value, @Nullable Exception thrown) {
            return Objects.requireNonNull(reply);
        }

        @Override
        public Access access() {
            return access;
        }

        @Override
        public Exception lose(Loss loss) {
            send(Kind.LOSE, loss.name());
            until(Kind.DONE);
            return new Theirs();
        }

        /** What it asks meanwhile is answered. */
        private Message until(Kind expected) {
            Message next = receive();
            while (next.kind() == Kind.ASK || next.kind() == Kind.TELL) {
                try {
                    serveOne(next);
                } catch (RuntimeException failure) {
                    throw failure;
                } catch (Exception impossible) {
                    throw new IllegalStateException(impossible);
                }
                next = receive();
            }
            if (next.kind() == Kind.BROKE) {
                throw new Broken();
            }
            if (next.kind() != expected) {
                throw new IllegalStateException("a fork said " + next.kind() + " where " + expected + " was due");
            }
            return next;
        }
    }
}
