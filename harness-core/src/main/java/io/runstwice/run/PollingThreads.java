package io.runstwice.run;

import io.runstwice.world.Interaction;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * What each thread of a worker did last at the gate. A thread that looks at the same again polls. Guarded by its
 * {@link ThreadAdmission}.
 */
final class PollingThreads {

    private final Map<Thread, Interaction> last = new HashMap<>();

    void saw(Thread thread, Interaction interaction) {
        last.put(thread, interaction);
    }

    /** Not in a pool whose threads take each other's tasks: which of them looks is luck there. */
    boolean isRepeated(Thread thread, Interaction interaction) {
        Interaction before = last.get(thread);
        return before != null
                && before.reads()
                && before.label().equals(interaction.label())
                && before.detail().equals(interaction.detail())
                && !(thread instanceof ForkJoinWorkerThread);
    }
}
