package io.runstwice.effect;

import io.runstwice.world.Gate;
import io.runstwice.world.Promise;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A recorder for effects of any other kind, that a job has through a callback. */
public final class Effects implements Resource {
    private Effects() {}
    /** The receiver knows no keys: every call is a new effect. */
    public static Effects unkeyed() { throw new UnsupportedOperationException(); }
    /** The receiver remembers keys: a second call with a key is no effect. */
    public static Effects keyed() { throw new UnsupportedOperationException(); }
    /** One effect: {@code mails.perform("mail", "to ann@example.org: welcome")}. */
    public void perform(String label, String detail) { throw new UnsupportedOperationException(); }
    /** One effect under a key. */
    public void perform(String label, String key, String detail) { throw new UnsupportedOperationException(); }
    public Effects atLeastOnce() { throw new UnsupportedOperationException(); }
    public Effects atMostOnce() { throw new UnsupportedOperationException(); }
    public Effects accepting(String outcome, BooleanSupplier holds) { throw new UnsupportedOperationException(); }

    @Override
    public String kind() { throw new UnsupportedOperationException(); }
    @Override
    public void open(String name, Gate gate) { throw new UnsupportedOperationException(); }
    @Override
    public void close() { throw new UnsupportedOperationException(); }
    @Override
    public Snapshot capture() { throw new UnsupportedOperationException(); }
    @Override
    public void restore(Snapshot snapshot) { throw new UnsupportedOperationException(); }
    @Override
    public boolean restoresAny() { throw new UnsupportedOperationException(); }
    @Override
    public State observe() { throw new UnsupportedOperationException(); }
    @Override
    public void end(Worker worker) { throw new UnsupportedOperationException(); }
    @Override
    public void endRun() { throw new UnsupportedOperationException(); }
    @Override
    public void pass(Duration time) { throw new UnsupportedOperationException(); }
    @Override
    public void perturb() { throw new UnsupportedOperationException(); }
    @Override
    public Promise promise() { throw new UnsupportedOperationException(); }
    @Override
    public List<String> remarks() { throw new UnsupportedOperationException(); }
}
