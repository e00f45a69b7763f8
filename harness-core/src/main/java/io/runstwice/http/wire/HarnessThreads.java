package io.runstwice.http.wire;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that belong to the harness, whichever thread made it start them: they inherit neither thread-locals
 * nor the thread group of the worker that happened to ask first, so they are not taken for that worker's.
 */
final class HarnessThreads implements Executor, AutoCloseable {

    private static final long PATIENCE_MILLIS = 1_000;

    private final ExecutorService pool;

    HarnessThreads(String name) {
        pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(root(), task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(HarnessThreads.class.getClassLoader());
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Waits for the threads to end, at most a second. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
