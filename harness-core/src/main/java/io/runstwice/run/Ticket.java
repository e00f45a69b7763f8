package io.runstwice.run;

import io.runstwice.world.Interaction;
import java.util.Comparator;

/**
 * A thread that waits at the gate, and how often other threads went first since it came. Guarded by its
 * {@link ThreadAdmission}.
 */
final class Ticket {

    /** So often others may go before a thread that is at the gate. */
    private static final int OVERTAKEN = 3;

    /** The same for one that only looks whether the others are done. */
    private static final int POLL_OVERTAKEN = 50;

    /**
     * Threads that poll come last; before them threads that were overtaken too often come first, then the order of
     * labels decides.
     */
    static final Comparator<Ticket> ORDER = Comparator.comparing(Ticket::mayWait)
            .thenComparing(ticket -> ticket.overtaken < OVERTAKEN)
            .thenComparing(ticket -> ticket.interaction.label())
            .thenComparing(ticket -> ticket.interaction.detail())
            .thenComparing(ticket -> ticket.number);

    private final Interaction interaction;
    private final long number;
    private final Thread thread;
    private final boolean polls;
    private int overtaken;

    /** @param polls whether its thread looks once more at what it has just looked at */
    Ticket(Interaction interaction, long number, Thread thread, boolean polls) {
        this.interaction = interaction;
        this.number = number;
        this.thread = thread;
        this.polls = polls;
    }

    Interaction interaction() {
        return interaction;
    }

    Thread thread() {
        return thread;
    }

    /** Counts that another thread went first. */
    void overtake() {
        overtaken++;
    }

    private boolean mayWait() {
        return polls && overtaken < POLL_OVERTAKEN;
    }
}
