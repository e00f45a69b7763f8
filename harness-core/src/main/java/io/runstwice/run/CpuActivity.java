package io.runstwice.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Counts consecutive looks at which no thread that could bring a reply used the processor: a client's thread that reads
 * it, or a server's that sends it.
 *
 * <p>Time on a processor tells it, since a thread may have come back to its wait between two looks. What comes back by
 * the clock, as a scheduler does that looks for work ten times a second, and who stands at the gate brings no reply.
 */
final class CpuActivity {

    private final ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
    private final Supplier<List<Thread>> others;
    private final Set<Thread> stirring = new HashSet<>();
    private Map<Thread, Long> spent;
    private int quiet;

    /** @param others the living threads that it is asked of */
    CpuActivity(Supplier<List<Thread>> others) {
        this.others = others;
        this.spent = read();
    }

    /**
     * One more look: how many in a row it has been quiet. While a thread computes it is not known what for, and the
     * count stands.
     */
    int look() {
        Map<Thread, Long> before = spent;
        spent = read();
        spent.forEach((thread, time) -> {
            if (!time.equals(before.get(thread))) {
                stirring.add(thread);
            }
        });
        boolean moved = !spent.keySet().containsAll(before.keySet());
        for (ThreadLook look : ThreadLook.at(stirring)) {
            if (look.isAtRest()) {
                stirring.remove(look.thread());
                moved |= !look.goesByTheClock() && !GateStack.isAtTheGate(look);
            }
        }
        if (moved) {
            quiet = 0;
        } else if (stirring.isEmpty()) {
            quiet++;
        }
        return quiet;
    }

    private Map<Thread, Long> read() {
        Map<Thread, Long> times = new HashMap<>();
        others.get().forEach(thread -> times.put(thread, jvm.getThreadCpuTime(thread.getId())));
        return times;
    }
}
