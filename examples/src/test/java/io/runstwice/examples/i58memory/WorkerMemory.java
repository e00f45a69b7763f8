package io.runstwice.examples.i58memory;

import io.runstwice.world.Gate;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Worker;
import java.util.List;

/**
 * The memory of one worker's process, which lives through all deliveries of a run and begins anew with the next run.
 * Without it the runs of a JVM, one after the other, would be one process.
 *
 * @param forget empties it
 */
record WorkerMemory(Runnable forget) implements Resource {

    @Override
    public String kind() {
        return "memory";
    }

    @Override
    public void open(String name, Gate gate) {
        forget.run();
    }

    @Override
    public void close() {
        forget.run();
    }

    @Override
    public Snapshot capture() {
        return State::empty;
    }

    @Override
    public void restore(Snapshot snapshot) {
        forget.run();
    }

    @Override
    public boolean restoresAny() {
        return false;
    }

    @Override
    public State observe() {
        return State.empty();
    }

    @Override
    public void end(Worker worker) {
        // a thread that dies takes no memory with it
    }

    @Override
    public void endRun() {
        // it is forgotten when the next one begins
    }

    @Override
    public List<String> remarks() {
        return List.of("one process, begun anew for each run, performs every delivery of it");
    }
}
