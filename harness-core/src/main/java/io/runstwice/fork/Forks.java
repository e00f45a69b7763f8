package io.runstwice.fork;

import io.runstwice.fork.Message.Kind;
import io.runstwice.run.Attempt;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private static final System.Logger LOG = System.getLogger(Forks.class.getName());
    private static final int AHEAD = 2;

    /** A short exploration would be over before it pays. */
    private static final int WORTH_AN_ARCHIVE = 4;

    private final Map<String, Resource> resources;
    private final Function<String, Gate> gates;
    private final Message stubs;
    private final Workshop workshop = new Workshop();
    private final ExecutorService threads = Executors.newCachedThreadPool(ForkThread::new);
    private final Deque<CompletableFuture<Fork>> warm = new ArrayDeque<>();
    private CompletableFuture<Void> training = CompletableFuture.completedFuture(null);
    private int taken;
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
        this.stubs = stubs(resources);
        for (int i = 0; i < AHEAD; i++) {
            warm.add(launch());
        }
    }

    private static Message stubs(Map<String, Resource> resources) {
        List<String> words = new ArrayList<>();
        resources.forEach((name, resource) -> {
            words.add(name);
            Stub stub = resource.stub();
            words.add(stub.maker().getName());
            words.add(String.valueOf(stub.words().size()));
            words.addAll(stub.words());
        });
        return Message.of(Kind.STUBS, words.toArray(new String[0]));
    }

    private CompletableFuture<Fork> launch() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Fork.warm(workshop.command(), stubs, threads);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                threads);
    }

    /**
     * Performs one delivery in a JVM of its own, on the thread of its worker.
     *
     * @param errand the class of an {@link Errand}
     * @param words told to it
     * @throws Exception what the job threw there
     */
    public void perform(Attempt attempt, String errand, List<String> words) throws Exception {
        Fork fork = take();
        attempt.life().onDeath(fork::kill);
        attempt.life().isSeenBy(fork::whereabouts);
        List<String> told = new ArrayList<>();
        told.add(errand);
        told.add(gates.apply("process").clock().instant().toString());
        told.add(attempt.life().self().name().substring(1));
        told.addAll(words);
        fork.send(Message.of(Kind.ERRAND, told.toArray(new String[0])));
        new Attendance(fork, attempt, resources, gates).serve();
    }

    private Fork take() {
        CompletableFuture<Fork> next;
        synchronized (warm) {
            if (closed) {
                throw new IllegalStateException("nothing is forked any more");
            }
            warm.add(launch());
            next = warm.remove();
            if (++taken == WORTH_AN_ARCHIVE) {
                training = CompletableFuture.runAsync(this::train, threads);
            }
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

    /** One more, which does nothing but come up and end. */
    private void train() {
        try {
            Fork.warm(workshop.training(), stubs, threads).dismiss();
            workshop.trained();
        } catch (IOException | Misuse none) {
            LOG.log(System.Logger.Level.DEBUG, "forks start without an archive of classes", none);
        }
    }

    /** Kills what waits for an errand. */
    @Override
    public void close() {
        synchronized (warm) {
            closed = true;
            warm.forEach(one -> one.thenAccept(Fork::kill)
                    .exceptionally(neverCameUp -> null)
                    .join());
            warm.clear();
        }
        training.join();
        workshop.close();
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
