package io.runstwice.run;

import java.util.Set;

/** Whether a thread waits at the gate, told by the classes on its stack. */
final class GateStack {

    private static final Set<String> GATE =
            Set.of(ThreadAdmission.class.getName(), TurnBarrier.class.getName(), DeliveryWorker.class.getName());

    private GateStack() {}

    /** Whether it waits for the turn, or for its worker's other threads. */
    static boolean isAtTheGate(ThreadLook look) {
        return look.stack().stream().anyMatch(frame -> GATE.contains(frame.getClassName()));
    }

    /** Whether it waits for another thread, and not at the gate. */
    static boolean waitsInside(ThreadLook look) {
        return look.waits() && !isAtTheGate(look);
    }
}
