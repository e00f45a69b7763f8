package io.runstwice.junit.contract;

import io.runstwice.world.Resource;
import io.runstwice.world.State;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** An open resource, and workers that act on it. */
final class Stage<R extends Resource> implements AutoCloseable {

    /** What a job does. */
    interface Act<R> {
        void on(R resource) throws Exception;
    }

    /** A delivery that has begun, on a thread of its own. */
    record Delivery(ContractWorker worker, Thread thread, Outcome outcome) {

        /** Whether it has ended after so long at most. */
        boolean endsWithin(Duration time) {
            try {
                thread.join(time.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return !thread.isAlive();
        }
    }

    /** What a delivery threw. */
    static final class Outcome {
        private volatile @Nullable Throwable thrown;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final R resource;
    final ContractGate gate = new ContractGate();
    private int workers;

    Stage(R resource, String name) {
        this.resource = resource;
        resource.open(name, gate);
    }

    Delivery begin(Act<R> act, ContractGate.@Nullable Death death) {
        ContractWorker worker = new ContractWorker("D" + ++workers);
        Outcome outcome = new Outcome();
        Thread thread = new Thread(
                () -> {
                    gate.actFor(worker, death);
                    try {
                        act.on(resource);
                    } catch (Throwable ended) {
                        outcome.thrown = ended;
                    }
                },
                "contract " + worker.name());
        thread.setDaemon(true);
        thread.start();
        return new Delivery(worker, thread, outcome);
    }

    /** Performs what must succeed, and leaves the worker alive. */
    ContractWorker perform(Act<R> act) {
        Delivery delivery = ended(begin(act, null));
        Throwable thrown = delivery.outcome().thrown;
        if (thrown instanceof TestAbortedException skipped) {
            throw skipped;
        } else if (thrown instanceof AssertionFailedError broken) {
            throw broken;
        } else if (thrown != null) {
            throw new AssertionFailedError("a delivery without any fault failed: " + thrown, thrown);
        }
        return delivery.worker();
    }

    /** A whole delivery without any fault, and its end; what passed the gate meanwhile. */
    List<ContractGate.Passed> deliver(Act<R> act) {
        int before = gate.passed().size();
        resource.end(perform(act));
        List<ContractGate.Passed> all = gate.passed();
        return all.subList(before, all.size());
    }

    /** A delivery whose worker dies, and its end. */
    void crash(Act<R> act, ContractGate.Death death) {
        Delivery delivery = ended(begin(act, death));
        if (!delivery.worker().isDead()) {
            throw new AssertionFailedError(
                    "a delivery did not come to interaction " + death.number() + ", to which the one before it came");
        }
        resource.end(delivery.worker());
    }

    private static Delivery ended(Delivery delivery) {
        if (!delivery.endsWithin(PATIENCE)) {
            throw new AssertionFailedError("a delivery that waits for no other one did not end within "
                    + PATIENCE.toSeconds() + " s; what an earlier worker held may still be held");
        }
        return delivery;
    }

    State observed() {
        return resource.observe();
    }

    @Override
    public void close() {
        resource.close();
    }
}
