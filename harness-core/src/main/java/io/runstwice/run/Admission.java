package io.runstwice.run;

import io.runstwice.world.Interaction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Lets the threads of one worker through the gate one at a time.
 *
 * <p>When several come at once they are admitted in the order of their labels, so that a run repeats exactly, but nobody is overtaken for ever. For
 * that the first one has to wait until each of the others is at the gate too, or cannot get there by itself. Whoever polls (looks at the same twice
 * in a row) goes after those who get on. Where no company is expected, only who serves a request waits, until the delivery's own thread
 * waits for the reply.
 */
final class Admission {

    /** How long another thread of the worker may compute before the order is given up, in milliseconds. */
    private static final long PATIENCE = 1_000;

    /** A thread that was just woken still looks as if it waited: so the others are looked at more than once. */
    private static final int OBSERVATIONS = 3;

    /** So often others may go before a thread that is at the gate. */
    private static final int OVERTAKEN = 3;

    /** The same for one that only looks whether the others are done. */
    private static final int POLL_OVERTAKEN = 50;

    private final DeliveryWorker worker;
    private final Set<Ticket> waiting = new HashSet<>();
    private final Map<Thread, Look> looks = new HashMap<>();
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
        Ticket ticket = new Ticket(interaction, issued++, Thread.currentThread(), isPoll(interaction));
        waiting.add(ticket);
        notifyAll();
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
        overtake(ticket);
        return true;
    }

    /** The next one: whoever was overtaken too often, then in the order of labels; a look that its thread has just had can wait. */
    private Ticket next() {
        return waiting.stream().min(Ticket.ORDER).orElseThrow();
    }

    private void overtake(Ticket admitted) {
        waiting.forEach(ticket -> ticket.overtaken++);
        looks.merge(admitted.thread, Look.of(admitted), Look::then);
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
            boolean isNext = inside == null && next() == ticket;
            boolean looksOut = company().isExpected();
            if (isNext && (looksOut ? worker.isAlone() : isOwn(ticket.thread))) {
                break;
            }
            quiet = isNext && areQuiet(looksOut ? worker.threads() : worker.ownThreads(), deadline) ? quiet + 1 : 0;
            if (quiet == (looksOut ? OBSERVATIONS : 1)) {
                break;
            }
            if (quiet > 0 && threads().knowsWhoIsWoken()) {
                continue;
            }
            try {
                wait(isNext ? 1 : 0); // whoever is not next looks at nobody, and is told when that changes
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

    private boolean areQuiet(List<Thread> threads, long deadline) {
        List<Thread> others = threads.stream()
                .filter(thread -> thread != Thread.currentThread() && !isAtTheGate(thread))
                .toList();
        List<Thread> moving = others.stream()
                .filter(thread -> thread.getState() != Thread.State.WAITING)
                .toList();
        for (ThreadLook look : ThreadLook.at(moving)) {
            if (!look.isQuiet() && !threads().isRestless(look.thread())) {
                return isGivenUp(deadline, look.thread());
            }
        }
        return System.nanoTime() > deadline || !threads().areWoken(calm(others));
    }

    private List<Thread> calm(List<Thread> others) {
        return others.stream().filter(thread -> !threads().isRestless(thread)).toList();
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

    /** Not in a pool whose threads take each other's tasks: which of them looks is luck there. */
    private boolean isPoll(Interaction interaction) {
        Look last = looks.get(Thread.currentThread());
        return last != null
                && last.isRepeatedBy(interaction)
                && !(Thread.currentThread() instanceof ForkJoinWorkerThread);
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

    /** A thread at the gate. */
    private static final class Ticket {

        private static final Comparator<Ticket> ORDER = Comparator.comparing(Ticket::mayWait)
                .thenComparing(ticket -> ticket.overtaken < OVERTAKEN)
                .thenComparing(ticket -> ticket.interaction.label())
                .thenComparing(ticket -> ticket.interaction.detail())
                .thenComparing(ticket -> ticket.number);

        private final Interaction interaction;
        private final long number;
        private final Thread thread;
        private final boolean polls;
        private int overtaken;

        Ticket(Interaction interaction, long number, Thread thread, boolean polls) {
            this.interaction = interaction;
            this.number = number;
            this.thread = thread;
            this.polls = polls;
        }

        private boolean mayWait() {
            return polls && overtaken < POLL_OVERTAKEN;
        }
    }

    /** What a thread has just looked at, and how often in a row. */
    private record Look(String label, String detail, int times) {

        static Look of(Ticket ticket) {
            boolean reads = ticket.interaction.reads();
            return new Look(ticket.interaction.label(), ticket.interaction.detail(), reads ? 1 : 0);
        }

        Look then(Look next) {
            boolean same = next.times > 0 && label.equals(next.label) && detail.equals(next.detail);
            return same ? new Look(label, detail, times + 1) : next;
        }

        boolean isRepeatedBy(Interaction interaction) {
            return times > 0 && label.equals(interaction.label()) && detail.equals(interaction.detail());
        }
    }
}
