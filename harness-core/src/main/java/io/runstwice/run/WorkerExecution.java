package io.runstwice.run;

import io.runstwice.world.World;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One worker's work while it goes on: its thread, its end, its death. */
final class WorkerExecution {

    /** How long the threads of a delivery may take to end after it, or after their worker's death. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    private static final Set<String> VERDICTS =
            Set.of("org.opentest4j.TestAbortedException", "org.opentest4j.IncompleteExecutionException");

    private final RunEnvironment environment;
    private final World world;
    private final Work work;
    private final DeliveryWorker worker;
    private final boolean redelivered;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable thrown;

    WorkerExecution(RunEnvironment environment, World world, Work work, DeliveryWorker worker, boolean redelivered) {
        this.environment = environment;
        this.world = world;
        this.work = work;
        this.worker = worker;
        this.redelivered = redelivered;
    }

    /** Begins. Its thread runs on to the first point, and waits there if it is not its turn. */
    void begin() {
        Thread own = environment.run().thread(worker, this::perform);
        thread = own;
        worker.runsOn(own);
        own.start();
    }

    DeliveryWorker worker() {
        return worker;
    }

    boolean hasBegun() {
        return thread != null;
    }

    /**
     * It did not come to its end in time: it is killed where it is.
     *
     * @param waits what its call waits for, or an empty text
     */
    Ending hang(String waits) {
        String where = worker.position(thread());
        reap(thread());
        return new Ending.Hung(where, waits);
    }

    /** Its worker is over: ends what lives as long as it, and says how it ended. */
    Ending finish() {
        Ending ending = worker.isDead() ? null : ending();
        if (ending == null || worker.isDead()) {
            String abandoned = reap(thread());
            return deathOf(worker, abandoned);
        }
        join(thread(), AFTERWARDS);
        quiesce();
        return finish(thread(), ending);
    }

    private static Ending deathOf(DeliveryWorker worker, String abandoned) {
        if (worker.isAcknowledged()) {
            return new Ending.Acknowledged();
        }
        return worker.exit().isEmpty() ? new Ending.Killed(abandoned) : new Ending.Exited(worker.exit());
    }

    private Thread thread() {
        return Objects.requireNonNull(thread, "it has not begun");
    }

    /** Threads of the job may have met a fault after the acknowledgement. */
    private Ending finish(Thread thread, Ending ending) {
        if (worker.isDead()) {
            reap(thread);
        } else {
            worker.over();
            end();
        }
        return ending;
    }

    private void perform() {
        try {
            work.perform(new Asked());
            if (!worker.isDead()) {
                worker.acknowledge();
            }
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            worker.ended();
        }
    }

    private Ending ending() {
        Throwable failure = thrown;
        if (failure != null) {
            return new Ending.Threw(RelayedFailure.readable(failure));
        }
        return worker.plan().losesAcknowledgement() ? new Ending.Unheard() : new Ending.Acknowledged();
    }

    /** Sockets close and sessions end first, so that a thread that waits on them comes to its end too. */
    private String reap(Thread thread) {
        worker.kill();
        end();
        String abandoned = join(thread, AFTERWARDS) ? "" : CodePosition.of(thread);
        if (!abandoned.isEmpty()) {
            environment.note(
                    "the thread of a killed worker did not end within a second; it was abandoned at " + abandoned);
        }
        quiesce();
        worker.over();
        return abandoned;
    }

    private void end() {
        world.end(worker);
        world.end(worker.byTurn());
    }

    /** Waits until every thread that the delivery started has ended or gone back to its executor. */
    private void quiesce() {
        long deadline = System.nanoTime() + AFTERWARDS.toNanos();
        List<Thread> restless = restless(deadline);
        while (!restless.isEmpty()) {
            if (System.nanoTime() > deadline) {
                restless.forEach(thread ->
                        environment.note("a thread that a delivery started or used still runs, sleeps or has a"
                                + " delayed task a second after its end ("
                                + environment.context().threads().giveUp(thread)
                                + "); it is not waited for again"));
                return;
            }
            LockSupport.parkNanos(200_000);
            restless = restless(deadline);
        }
    }

    /** The system is asked first: a thread that is woken and begins after that shows itself. */
    private List<Thread> restless(long deadline) {
        while (isAnyWoken(deadline)) {
            LockSupport.parkNanos(200_000);
        }
        return restless();
    }

    /**
     * A task may have been handed to a thread that has not begun with it; asked twice, since a thread that ends may
     * wake another one.
     */
    private boolean isAnyWoken(long deadline) {
        List<Thread> threads = worker.threads();
        Thread own = worker.own();
        return environment.context().threads().areWoken(threads, own, deadline)
                || environment.context().threads().areWoken(threads, own, deadline);
    }

    private List<Thread> restless() {
        return environment.context().threads().look(worker.threads()).stream()
                .filter(look -> !look.isIdle())
                .map(ThreadLook::thread)
                .filter(thread -> !environment.context().threads().isRestless(thread))
                .toList();
    }

    private static boolean join(Thread thread, Duration within) {
        try {
            thread.join(within.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** A failed assertion or assumption in the body: it ends the test as itself. */
    @Nullable
    Throwable verdictOfItsOwn() {
        Throwable failure = thrown;
        if (failure == null || worker.isDead() && !worker.isAcknowledged()) {
            return null;
        }
        return isVerdict(failure) ? failure : null;
    }

    static boolean isVerdict(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (type == AssertionError.class || VERDICTS.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** What the delivery may know of itself, and the memory of what it asked. */
    private final class Asked implements Attempt {

        @Override
        public int number() {
            environment.context().asks(AttemptQuestion.NUMBER);
            return worker.worker().number();
        }

        @Override
        public boolean redelivered() {
            environment.context().asks(AttemptQuestion.REDELIVERED);
            return redelivered;
        }

        @Override
        public WorkerLifetime lifetime() {
            return worker;
        }

        @Override
        public void enqueue() {
            Enqueued.by(worker);
        }

        @Override
        public Clock clock() {
            environment.context().asks(AttemptQuestion.CLOCK);
            return environment.context().clock();
        }
    }
}
