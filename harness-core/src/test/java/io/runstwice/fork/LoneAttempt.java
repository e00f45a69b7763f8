package io.runstwice.fork;

import io.runstwice.run.Attempt;
import io.runstwice.run.WorkerLifetime;
import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The first delivery of a run that has no schedule: keeps what is said of it. */
final class LoneAttempt implements Attempt, WorkerLifetime, Worker {

    private final List<String> doubts = new ArrayList<>();
    private String exit = "";

    List<String> doubts() {
        return doubts;
    }

    /** How it ended by itself; empty if it did not. */
    String exit() {
        return exit;
    }

    Gate gate() {
        return new Keeping();
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public boolean redelivered() {
        return false;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void enqueue() {
        throw new UnsupportedOperationException("a delivery enqueues nothing");
    }

    @Override
    public WorkerLifetime lifetime() {
        return this;
    }

    @Override
    public Worker self() {
        return this;
    }

    @Override
    public void onDeath(Runnable end) {
        throw new UnsupportedOperationException("nobody kills it");
    }

    @Override
    public void isSeenBy(Supplier<String> asked) {
        throw new UnsupportedOperationException("nobody looks at it");
    }

    @Override
    public WorkerKilled exited(String how) {
        exit = how;
        return new WorkerKilled(name());
    }

    @Override
    public String name() {
        return "D1";
    }

    @Override
    public boolean isDead() {
        return !exit.isEmpty();
    }

    private final class Keeping implements Gate {

        @Override
        public @Nullable Worker owner(@Nullable Worker opener) {
            return LoneAttempt.this;
        }

        @Override
        public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
            return call.proceed();
        }

        @Override
        public Clock clock() {
            return LoneAttempt.this.clock();
        }

        @Override
        public void doubt(String reason) {
            doubts.add(reason);
        }

        @Override
        public void note(String fact) {
            throw new UnsupportedOperationException(fact);
        }
    }
}
