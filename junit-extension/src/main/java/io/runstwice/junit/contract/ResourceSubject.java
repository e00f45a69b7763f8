package io.runstwice.junit.contract;

import io.runstwice.world.Blocks;
import io.runstwice.world.Resource;
import io.runstwice.world.Safeguard;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * The part of a contract that the author of a resource writes: how to make a resource, and how a job acts on it.
 * Extend {@link ResourceContract}.
 *
 * @param <R> the resource
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public abstract class ResourceSubject<R extends Resource> {

    /** For {@link ResourceContract}. */
    protected ResourceSubject() {}

    /** A resource that was never used. Two calls give two resources that have nothing in common. */
    protected abstract R create() throws Exception;

    /**
     * Acts on it as a job does, through its tap. The state shows the effect, and shows another one after a second call.
     * Never waits for another worker.
     *
     * <p>Called on a thread of a worker, which may die in the middle.
     */
    protected abstract void act(R resource) throws Exception;

    /**
     * Begins something through the tap that lives only as long as the worker, and returns with it: opens a transaction,
     * claims a message. A second worker that calls this waits for the first, if the resource
     * {@linkplain Blocks blocks}. If you do not say how, nothing lives so.
     */
    protected void hold(R resource) throws Exception {
        if (resource instanceof Blocks) {
            throw new AssertionFailedError(
                    "this resource blocks: override hold(resource), so that the contract sees a worker wait for another one");
        }
        throw Expect.nothing("nothing of " + resource.kind() + " lives only as long as a worker");
    }

    /**
     * A time in its state that {@link #act} has left, and that grows older. Needed if the resource
     * {@linkplain io.runstwice.world.Ages ages}.
     */
    protected Instant time(R resource) throws Exception {
        throw new AssertionFailedError(
                "this resource ages: override time(resource), so that the contract sees by how much");
    }

    /** The guards that it can take away. Needed if the resource is {@linkplain io.runstwice.world.Guarded guarded}. */
    protected List<Safeguard> guards() {
        throw new AssertionFailedError(
                "this resource is guarded: override guards(), so that the contract takes them away");
    }

    final Stage<R> stage(String name) throws Exception {
        return new Stage<>(create(), name);
    }
}
