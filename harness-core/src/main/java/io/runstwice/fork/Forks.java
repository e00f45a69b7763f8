package io.runstwice.fork;

import io.runstwice.run.Attempt;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import io.runstwice.world.Stub;
import io.runstwice.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * JVMs that are forked ahead, so that a delivery finds one warm. Each serves one delivery, and is killed with its
 * worker, at the latest when the run ends. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Forks implements AutoCloseable {

    private static final int AHEAD = 2;

    private final World world;
    private final Function<String, Gate> gates;
    private final FromTest.Prepare stubs;
    private final ClassArchives archives;
    private final ExecutorService threads = Executors.newCachedThreadPool(ForkThread::new);
    private final Deque<CompletableFuture<Fork>> warm = new ArrayDeque<>();
    private boolean closed;

    /**
     * Begins to fork.
     *
     * @param world which is open
     * @param gates of its resources
     * @throws Misuse if one of them cannot be used from another process
     */
    public Forks(World world, Function<String, Gate> gates) {
        this.world = world;
        this.gates = gates;
        this.stubs = new FromTest.Prepare(world.stubs().entrySet().stream()
                .map(each -> spec(each.getKey(), each.getValue()))
                .toList());
        this.archives = ClassArchives.of(stubs.stubs().stream()
                .map(FromTest.StubSpec::maker)
                .distinct()
                .sorted()
                .toList());
        for (int i = 0; i < AHEAD; i++) {
            warm.add(launch());
        }
    }

    private static FromTest.StubSpec spec(String resource, Stub stub) {
        return new FromTest.StubSpec(resource, stub.maker().getName(), stub.words());
    }

    private CompletableFuture<Fork> launch() {
        ClassArchives.Order order = archives.next();
        return CompletableFuture.supplyAsync(() -> Fork.warm(order, stubs, threads), threads);
    }

    /**
     * Performs one delivery in a JVM of its own, on the thread of its worker.
     *
     * @param task the class of an {@link RemoteTask}
     * @param words told to it
     * @throws Exception what the job threw there
     */
    public void perform(Attempt attempt, String task, List<String> words) throws Exception {
        Fork fork = take();
        attempt.lifetime().onDeath(fork::kill);
        attempt.lifetime().isSeenBy(fork::position);
        Gate process = gates.apply("process");
        fork.send(new FromTest.Perform(task, process.clock().instant(), number(attempt), words));
        try {
            new DeliveryServer(new DeliveryConnection(fork, attempt, process), attempt, world, gates).serve();
        } finally {
            fork.served();
        }
    }

    /** Which delivery it is: the worker of the third is called D3. */
    private static int number(Attempt attempt) {
        return Integer.parseInt(attempt.lifetime().self().name().substring(1));
    }

    private Fork take() {
        CompletableFuture<Fork> next;
        synchronized (warm) {
            if (closed) {
                throw new IllegalStateException("nothing is forked any more");
            }
            warm.add(launch());
            next = warm.remove();
        }
        return warmed(next);
    }

    /** Waits until the next delivery will find a warm JVM. */
    public void awaitWarm() {
        CompletableFuture<Fork> next;
        synchronized (warm) {
            next = warm.element();
        }
        warmed(next);
    }

    private static Fork warmed(CompletableFuture<Fork> fork) {
        try {
            return fork.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Misuse misuse) {
                throw misuse;
            }
            throw failure;
        }
    }

    /** Kills the forks that wait for a task. */
    @Override
    public void close() {
        synchronized (warm) {
            closed = true;
            warm.forEach(one -> one.thenAccept(Fork::kill)
                    .exceptionally(neverCameUp -> null)
                    .join());
            warm.clear();
        }
        threads.shutdown();
    }

    /** Belongs to no delivery, whichever thread asks for it. */
    private static final class ForkThread extends Thread {

        ForkThread(Runnable task) {
            super(top(), task, "runstwice forks", 0, false);
            setDaemon(true);
        }

        private static ThreadGroup top() {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
                group = group.getParent();
            }
            return group;
        }
    }
}
