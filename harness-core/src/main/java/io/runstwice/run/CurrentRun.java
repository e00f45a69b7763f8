package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The run that goes on now, and which worker each thread was started by. Thread-safe. */
final class CurrentRun {

    private final InheritableThreadLocal<DeliveryWorker> startedBy = new InheritableThreadLocal<>();
    private final RunContext context;
    private final Threads threads;
    private volatile @Nullable Workers workers;

    CurrentRun(RunContext context) {
        this.context = context;
        this.threads = context.threads();
    }

    /** A run begins. */
    void enter(Workers next) {
        context.runBegins();
        workers = next;
    }

    /** A run ends. Its workers end with it, as they would with their process. */
    void leave(Workers ended) {
        ended.workers().forEach(DeliveryWorker::kill);
        ended.barrier().close();
        ended.workers().forEach(worker -> worker.admission().empties());
        workers = null;
        context.runEnds();
    }

    /** Its workers; null between two runs. */
    @Nullable
    Workers workers() {
        return workers;
    }

    /** The worker whose turn it is; null for none. */
    @Nullable
    DeliveryWorker turn() {
        Workers current = workers;
        return current == null ? null : current.turn();
    }

    /** The worker that has started the calling thread, or a thread that has started it; null for none. */
    @Nullable
    DeliveryWorker starter() {
        return startedBy.get();
    }

    /** Prepares a worker. */
    DeliveryWorker newWorker(Workers of, WorkerName name) {
        threads.release();
        Set<ThreadGroup> taken = of.places();
        Set<Thread> busy = threads.busy(of.working());
        DeliveryWorker worker = new DeliveryWorker(name, of, threads.place(taken), busy);
        of.joins(worker);
        return worker;
    }

    /** A thread that acts for a worker, and whose own threads will. */
    Thread thread(DeliveryWorker worker, Runnable body) {
        return threads.create(worker.group(), worker.name(), () -> {
            startedBy.set(worker);
            body.run();
        });
    }
}
