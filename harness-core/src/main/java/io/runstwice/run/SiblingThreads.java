package io.runstwice.run;

import java.util.List;
import java.util.Set;

/**
 * The other threads of a worker, as one that is at the gate sees them: each either is at the gate too, or may still get
 * there by itself, or cannot.
 *
 * <p>A thread that was just woken still looks to the JVM as if it waited. Where the operating system tells who was
 * woken it is asked; elsewhere, and beside threads that wait for what a socket brings, the others are looked at for a
 * while.
 */
final class SiblingThreads {

    private final WorkerThreads worker;
    private final Set<Thread> atTheGate;
    private final RunContext context;
    private boolean listens;

    SiblingThreads(WorkerThreads worker, Set<Thread> atTheGate, RunContext context) {
        this.worker = worker;
        this.atTheGate = atTheGate;
        this.context = context;
    }

    /**
     * Whether none of them can get to the gate by itself.
     *
     * @param gate the class whose monitor a thread takes to come to the gate
     * @param threads which threads are looked at
     * @param deadline until when a thread is waited for that may
     */
    boolean areQuiet(Class<?> gate, List<Thread> threads, long deadline) {
        List<Thread> others = threads.stream()
                .filter(thread -> thread != Thread.currentThread() && !atTheGate.contains(thread))
                .toList();
        List<ThreadLook> moving = threads()
                .look(others.stream()
                        .filter(thread -> thread.getState() != Thread.State.WAITING)
                        .toList());
        listens = moving.stream().anyMatch(ThreadLook::listens);
        for (ThreadLook look : moving) {
            if (!look.isQuiet(gate) && !threads().isRestless(look.thread())) {
                return isGivenUp(deadline, look.thread());
            }
        }
        return !threads().areWoken(others, worker.own(), deadline);
    }

    /** Whether one look does not tell who was woken by now. */
    boolean mustBeWatched() {
        return listens || !threads().knowsWhoIsWoken();
    }

    private boolean isGivenUp(long deadline, Thread thread) {
        if (System.nanoTime() < deadline) {
            return false;
        }
        String kind = threads().giveUp(thread);
        context.note("a thread of the job (" + kind
                + ") ran or slept for a second while another one waited at the gate;"
                + " it is not waited for again, so their order is not chosen");
        return true;
    }

    private Threads threads() {
        return context.threads();
    }
}
