package io.runstwice.run;

import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads from a trace which deliveries refused though nothing disturbed them, and when the bound had passed since.
 *
 * <p>The trace alone decides, not who chose its turns: so a schedule that is run again from its text grants a message
 * no more redeliveries than the exploration did, which chose some of those turns itself.
 */
final class Refusals {

    private final QueuedCopies copies;
    private final Duration bound;
    private final Set<WorkerName> living = new HashSet<>();
    private final Set<WorkerName> disturbed = new HashSet<>();

    Refusals(QueuedCopies copies, Duration bound) {
        this.copies = copies;
        this.bound = bound;
    }

    /**
     * One more step.
     *
     * @param turns what was executed so far
     */
    void read(Step step, List<Turn> turns) {
        if (step instanceof Step.Began began) {
            began(began);
        } else if (step instanceof Step.Ended ended) {
            ended(ended, turns);
        }
    }

    private void began(Step.Began began) {
        living.add(began.worker());
        if (living.size() > 1) {
            disturbed.addAll(living);
        }
        if (began.later().compareTo(bound) >= 0) {
            copies.waited();
        }
    }

    private void ended(Step.Ended ended, List<Turn> turns) {
        WorkerName worker = ended.worker();
        living.remove(worker);
        boolean alone = worker.isDelivery() && !disturbed.contains(worker);
        if (!alone || !isFaultless(worker, turns) || ended.ending().settles()) {
            copies.renew(); // somebody may have done what others wait for
        } else {
            copies.refuse(worker.number());
        }
    }

    /** Whether no turn of this worker has a fault. */
    static boolean isFaultless(WorkerName worker, List<Turn> turns) {
        return turns.stream().filter(turn -> turn.worker().equals(worker)).allMatch(turn -> turn.faults()
                .isEmpty());
    }
}
