package io.runstwice.run;

import io.runstwice.world.Interaction;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the threads of one worker through the gate one at a time.
 *
 * <p>When several come at once they are admitted in the order of their labels, so that a run repeats exactly, but no
 * thread is overtaken for ever. For that the first one has to wait until each of the others is at the gate too, or
 * cannot get there by itself. A thread that polls (looks at the same twice in a row) goes after those who get on. Where
 * no other thread is expected, only who serves a request waits, until the delivery's own thread waits for the reply.
 */
final class ThreadAdmission {

    /** How long another thread of the worker may compute before the order is given up, in milliseconds. */
    private static final long PATIENCE = 1_000;

    /** A thread that was just woken still looks as if it waited: so the others are looked at more than once. */
    private static final int OBSERVATIONS = 3;

    private final WorkerThreads worker;
    private final RunContext context;
    private final Set<Ticket> waiting = new HashSet<>();
    private final PollingThreads repeatedReads = new PollingThreads();
    private long issued;
    private @Nullable Ticket inside;

    ThreadAdmission(WorkerThreads worker, RunContext context) {
        this.worker = worker;
        this.context = context;
    }

    /**
     * Waits for admission. A dead worker is refused outside the monitor, since its thread may be parked there for good.
     */
    void enter(Interaction interaction) {
        if (!admit(interaction)) {
            throw worker.refuse();
        }
    }

    private synchronized boolean admit(Interaction interaction) {
        Thread thread = Thread.currentThread();
        Ticket ticket = new Ticket(interaction, issued++, thread, repeatedReads.isRepeated(thread, interaction));
        waiting.add(ticket);
        notifyAll();
        try {
            if (inside != null || waiting.size() > 1 || !isOwn(thread) && !Threads.isHarness(thread)) {
                threadOverlap().meet();
            }
            await(ticket);
        } finally {
            waiting.remove(ticket);
        }
        if (worker.isDead()) {
            return false;
        }
        inside = ticket;
        waiting.forEach(Ticket::overtake);
        repeatedReads.saw(thread, interaction);
        return true;
    }

    private Ticket next() {
        return waiting.stream().min(Ticket.ORDER).orElseThrow();
    }

    synchronized void leave() {
        inside = null;
        notifyAll();
    }

    /**
     * Waits for who has passed the gate and is not back: what it sends belongs to this run, and would spoil the next
     * one. The worker's own thread was waited for already.
     */
    synchronized void empties() {
        boolean interrupted = false;
        long deadline = deadline();
        Ticket last = inside;
        while (last != null && !isOwn(last.thread()) && isWorthWaitingFor(last)) {
            if (System.nanoTime() > deadline) {
                abandon(last);
                break;
            }
            try {
                wait(1);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            last = inside;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWorthWaitingFor(Ticket last) {
        return !last.interaction().reads() || !threads().isRestless(last.thread());
    }

    /** What only reads cannot spoil anything. */
    private void abandon(Ticket last) {
        String fact = "a thread of the job (" + threads().giveUp(last.thread()) + ") still was at "
                + last.interaction().label() + " a second after the end of the run";
        if (last.interaction().reads()) {
            context.note(fact + "; it is not waited for again");
        } else {
            context.doubt(fact + ", and what it writes may fall into the next one. Let the delivery wait for it");
        }
    }

    synchronized void wake() {
        notifyAll();
    }

    private void await(Ticket ticket) {
        boolean interrupted = false;
        long deadline = deadline();
        int quiet = 0;
        while (!worker.isDead()) {
            boolean isNext = inside == null && next() == ticket;
            boolean looksOut = threadOverlap().isExpected();
            if (isNext && (looksOut ? worker.isAlone() : isOwn(ticket.thread()))) {
                break;
            }
            SiblingThreads others = others();
            quiet = isNext
                            && others.areQuiet(
                                    ThreadAdmission.class, looksOut ? worker.threads() : worker.ownThreads(), deadline)
                    ? quiet + 1
                    : 0;
            if (quiet == (looksOut ? OBSERVATIONS : 1)) {
                break;
            }
            if (quiet > 0 && !others.mustBeWatched()) {
                continue;
            }
            try {
                wait(isNext ? 1 : 0); // a thread that is not next looks at no other, and is told when that changes
            } catch (InterruptedException e) {
                interrupted = true;
            }
            deadline = isNext ? deadline : deadline();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE * 1_000_000;
    }

    private SiblingThreads others() {
        return new SiblingThreads(worker, waiting.stream().map(Ticket::thread).collect(Collectors.toSet()), context);
    }

    private boolean isOwn(Thread thread) {
        return thread == worker.own();
    }

    private Threads threads() {
        return context.threads();
    }

    private ThreadOverlap threadOverlap() {
        return context.threadOverlap();
    }
}
