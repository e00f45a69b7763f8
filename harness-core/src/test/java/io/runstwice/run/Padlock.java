package io.runstwice.run;

import static org.awaitility.Awaitility.await;

import io.runstwice.world.Blocks;
import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Reply;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock behind the gate. It is as quick to grant as a server can be: the worker that let go hears of it only when the
 * one that waited has gone as far as the harness lets it.
 */
final class Padlock implements Resource, Blocks {

    private Gate gate = Gate.open();
    private @Nullable Worker holder;
    private @Nullable Worker waiting;

    void lock() {
        pass("lock", this::take);
    }

    void unlock() {
        pass("unlock", this::letGo);
    }

    private synchronized void take(Worker worker) {
        try {
            while (holder != null) {
                waiting = worker;
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        holder = worker;
        waiting = null;
    }

    private void letGo(Worker worker) {
        Worker next = handOver();
        if (next != null) {
            await().until(() -> standsStill(DeliveryWorker.of(next)));
        }
    }

    private synchronized @Nullable Worker handOver() {
        holder = null;
        notifyAll();
        return waiting;
    }

    private static boolean standsStill(DeliveryWorker worker) {
        WorkerState workerState = worker.workers().barrier().state(worker);
        return workerState instanceof WorkerState.Back || workerState instanceof WorkerState.Still;
    }

    @Override
    public synchronized Optional<Wait> waits(Worker worker) {
        return worker == waiting && holder != null
                ? Optional.of(new Wait(Set.of(holder), "the padlock", false))
                : Optional.empty();
    }

    private interface Doing {
        void by(Worker worker);
    }

    private void pass(String label, Doing doing) {
        Worker worker = gate.owner(null);
        try {
            gate.pass(worker, new Turning(label, () -> doing.by(worker)));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private record Turning(String label, Runnable real) implements Call<Boolean> {

        @Override
        public Interaction interaction() {
            return Interaction.writing(label, label, Set.of());
        }

        @Override
        public Boolean proceed() {
            real.run();
            return true;
        }

        @Override
        public Reply reply(@Nullable Boolean value, @Nullable Exception thrown) {
            return new Reply(label, Effect.NONE);
        }

        @Override
        public Exception lose(io.runstwice.world.Loss loss) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public String kind() {
        return "padlock";
    }

    @Override
    public void open(String name, Gate to) {
        gate = to;
    }

    @Override
    public void close() {
        gate = Gate.open();
    }

    @Override
    public Snapshot capture() {
        return State::empty;
    }

    @Override
    public void restore(Snapshot snapshot) {
        holder = null;
    }

    @Override
    public boolean restoresAny() {
        return true;
    }

    @Override
    public State observe() {
        return State.empty();
    }

    @Override
    public void end(Worker worker) {
        // a worker that forgets it keeps it
    }

    @Override
    public void endRun() {
        // nothing lives only as long as a run
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }
}
