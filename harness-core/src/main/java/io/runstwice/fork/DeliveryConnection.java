package io.runstwice.fork;

import io.runstwice.run.Attempt;
import io.runstwice.world.Gate;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.io.IOException;

/** The conversation with the process of one delivery. It ends with the process, and the worker with it. */
final class DeliveryConnection {

    private final Fork fork;
    private final Attempt attempt;
    private final Worker worker;
    private final Gate gate;

    /** @param gate of the process itself, which belongs to no resource */
    DeliveryConnection(Fork fork, Attempt attempt, Gate gate) {
        this.fork = fork;
        this.attempt = attempt;
        this.worker = attempt.lifetime().self();
        this.gate = gate;
    }

    Fork fork() {
        return fork;
    }

    Worker worker() {
        return worker;
    }

    void send(FromTest message) {
        try {
            fork.send(message);
        } catch (IOException gone) {
            throw gone();
        }
    }

    FromFork receive() {
        try {
            return fork.receive();
        } catch (MalformedMessageException misunderstood) {
            throw ended(misunderstood);
        } catch (IOException gone) {
            throw gone();
        }
    }

    /** This message, which can only be one of these. */
    <M extends FromFork> M due(Class<M> due, FromFork message) {
        try {
            return ProcessConnection.due(due, message);
        } catch (MalformedMessageException misunderstood) {
            throw ended(misunderstood);
        }
    }

    /** The run can prove nothing. */
    void doubt(String reason) {
        gate.doubt(reason);
    }

    /** A certificate has to mention this. */
    void note(String fact) {
        gate.note(fact);
    }

    /** The process is no more: killed, or by itself. */
    private WorkerKilled gone() {
        return worker.isDead()
                ? new WorkerKilled(worker.name())
                : attempt.lifetime().exited(fork.ended());
    }

    /** Ends the delivery: the message cannot be understood, so no further message of the process would be. */
    private WorkerKilled ended(MalformedMessageException misunderstood) {
        doubt("the process of " + worker.name() + " could not be understood: " + misunderstood.getMessage()
                + ". Both sides have to run the same classes; else please report it");
        fork.kill();
        return attempt.lifetime().exited("its process could not be understood, and was killed");
    }
}
