package io.runstwice.fork;

import io.runstwice.fork.Message.Kind;
import io.runstwice.run.Attempt;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * JVMs that are forked ahead, so that a delivery finds one warm. Each serves one delivery, and is killed with its worker, at the latest when
 * the run ends. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Forks implements AutoCloseable {

    private static final int AHEAD = 2;

    private final Map<String, Resource> resources;
    private final Function<String, Gate> gates;
    private final Message stubs;
    private final ClassArchives archives;
    private final ExecutorService threads = Executors.newCachedThreadPool(ForkThread::new);
    private final Deque<CompletableFuture<Fork>> warm = new ArrayDeque<>();
    private boolean closed;

    /**
     * Begins to fork.
     *
     * @param resources the watched world, which is open
     * @param gates of its resources
     * @throws Misuse if one of them cannot be used from another process
     */
    public Forks(Map<String, Resource> resources, Function<String, Gate> gates) {
        this.resources = resources;
        this.gates = gates;
        Map<String, Stub> made = new LinkedHashMap<>();
        resources.forEach((name, resource) -> made.put(name, resource.stub()));
        this.stubs = words(made);
        this.archives = ClassArchives.of(made.values().stream()
                .map(stub -> stub.maker().getName())
                .distinct()
                .sorted()
                .toList());
        for (int i = 0; i < AHEAD; i++) {
            warm.add(launch());
        }
    }

    private static Message words(Map<String, Stub> stubs) {
        List<String> words = new ArrayList<>();
        stubs.forEach((name, stub) -> {
            words.add(name);
            words.add(stub.maker().getName());
            words.add(String.valueOf(stub.words().size()));
            words.addAll(stub.words());
        });
        return Message.of(Kind.STUBS, words.toArray(new String[0]));
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
        List<String> told = new ArrayList<>();
        told.add(task);
        told.add(gates.apply("process").clock().instant().toString());
        told.add(attempt.lifetime().self().name().substring(1));
        told.addAll(words);
        fork.send(Message.of(Kind.TASK, told.toArray(new String[0])));
        try {
            new DeliveryServer(fork, attempt, resources, gates).serve();
        } finally {
            fork.served();
        }
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

    /** Belongs to nobody's delivery, whoever asks for it. */
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
