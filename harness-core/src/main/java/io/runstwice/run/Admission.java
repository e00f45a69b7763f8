package io.runstwice.run;

import io.runstwice.world.Interaction;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets the threads of one worker through the gate one at a time.
 *
 * <p>When several come at once they are admitted in the order of their labels, so that a run repeats exactly. For that the
 * first one has to wait until each of the others is at the gate too, or cannot get there by itself. Where no company is expected, only who
 * serves a request waits, until the delivery's own thread waits for the reply.
 */
final class Admission {

    /** How long another thread of the worker may compute before the order is given up, in milliseconds. */
    private static final long PATIENCE = 1_000;

    /** A thread that was just woken still looks as if it waited: so the others are looked at more than once. */
    private static final int OBSERVATIONS = 3;

    private final DeliveryWorker worker;
    private final TreeSet<Ticket> waiting = new TreeSet<>();
    private long issued;
    private @Nullable Ticket inside;

    Admission(DeliveryWorker worker) {
        this.worker = worker;
    }

    /** Waits for admission. A dead worker is refused outside the monitor, since its thread may be parked there for good. */
    void enter(Interaction interaction) {
        if (!isAdmitted(interaction)) {
            throw worker.refuse();
        }
    }

    private synchronized boolean isAdmitted(Interaction interaction) {
        Ticket ticket = new Ticket(interaction, issued++, Thread.currentThread());
        waiting.add(ticket);
        try {
            if (inside != null || waiting.size() > 1 || !isOwn(ticket.thread) && !Threads.isHarness(ticket.thread)) {
                company().meet();
            }
            await(ticket);
        } finally {
            waiting.remove(ticket);
        }
        if (worker.isDead()) {
            return false;
        }
        inside = ticket;
        return true;
    }

    synchronized void leave() {
        inside = null;
        notifyAll();
    }

    /**
     * Waits for who has passed the gate and is not back: what it sends belongs to this run, and would spoil the next one. The worker's own thread was
     * waited for already.
     */
    synchronized void empties() {
        boolean interrupted = false;
        long deadline = deadline();
        Ticket last = inside;
        while (last != null && !isOwn(last.thread) && isWorthWaitingFor(last)) {
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
        return !last.interaction.reads() || !threads().isRestless(last.thread);
    }

    /** What only reads cannot spoil anything. */
    private void abandon(Ticket last) {
        String fact = "a thread of the job (" + threads().giveUp(last.thread) + ") still was at "
                + last.interaction.label() + " a second after the end of the run";
        if (last.interaction.reads()) {
            worker.cast().stage().note(fact + "; it is not waited for again");
        } else {
            worker.cast().doubt(fact + ", and what it writes may fall into the next one. Let the delivery wait for it");
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
            boolean isNext = inside == null && waiting.first() == ticket;
            boolean looksOut = company().isExpected();
            if (isNext && (looksOut ? worker.isAlone() : isOwn(ticket.thread))) {
                break;
            }
            quiet = isNext && areQuiet(looksOut ? worker.threads() : worker.ownThreads(), deadline) ? quiet + 1 : 0;
            if (quiet == (looksOut ? OBSERVATIONS : 1)) {
                break;
            }
            try {
                wait(1);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            deadline = inside == null ? deadline : deadline();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE * 1_000_000;
    }

    private boolean areQuiet(List<Thread> threads, long deadline) {
        List<Thread> others = threads.stream()
                .filter(thread -> thread != Thread.currentThread()
                        && thread.getState() != Thread.State.WAITING
                        && !isAtTheGate(thread))
                .toList();
        for (ThreadLook look : ThreadLook.at(others)) {
            if (!look.isQuiet() && !threads().isRestless(look.thread())) {
                return isGivenUp(deadline, look.thread());
            }
        }
        return true;
    }

    private boolean isAtTheGate(Thread thread) {
        return waiting.stream().anyMatch(ticket -> ticket.thread == thread);
    }

    private boolean isGivenUp(long deadline, Thread thread) {
        if (System.nanoTime() < deadline) {
            return false;
        }
        String kind = threads().giveUp(thread);
        worker.cast()
                .stage()
                .note("a thread of the job (" + kind
                        + ") ran or slept for a second while another one waited at the gate;"
                        + " it is not waited for again, so their order is not chosen");
        return true;
    }

    private boolean isOwn(Thread thread) {
        return thread == worker.own();
    }

    private Threads threads() {
        return worker.cast().stage().threads();
    }

    private Company company() {
        return worker.cast().stage().company();
    }

    private record Ticket(Interaction interaction, long number, Thread thread) implements Comparable<Ticket> {

        private static final Comparator<Ticket> BY_LABEL = Comparator.comparing(
                        (Ticket ticket) -> ticket.interaction.label())
                .thenComparing(ticket -> ticket.interaction.detail())
                .thenComparing(Ticket::number);

        @Override
        public int compareTo(Ticket other) {
            return BY_LABEL.compare(this, other);
        }
    }
}
