package io.runstwice.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Threads for deliveries to come, one for each place, because to start one takes longer than a statement does. While nothing holds it open it is
 * empty. Filled and emptied by the harness's own thread; anybody may ask.
 */
public final class Reserve implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Map<ThreadGroup, Standby> waiting = new ConcurrentHashMap<>();
    private volatile int ready;
    private boolean open;

    Reserve() {}

    void open() {
        open = true;
    }

    /** A thread in this place that nobody has used. */
    Standby take(ThreadGroup place) {
        Standby known = waiting.get(place);
        if (known == null) {
            return new Standby(place);
        }
        ready--;
        waiting.remove(place);
        return known;
    }

    /** Has one more started in this place, if there is none. */
    void fill(ThreadGroup place) {
        if (open && !waiting.containsKey(place)) {
            Standby more = new Standby(place);
            waiting.put(place, more); // before it lives: it must never be taken for a thread of the job
            more.waits();
            ready++;
        }
    }

    boolean holds(Thread thread) {
        return waiting.values().stream().anyMatch(one -> one.thread() == thread);
    }

    /** No more than there are living threads here; fewer while one is being started. */
    int size() {
        return ready;
    }

    /** Ends those that nobody has needed. */
    @Override
    public void close() {
        open = false;
        for (ThreadGroup place : waiting.keySet()) {
            Standby unused = take(place);
            unused.perform("runstwice standby", () -> {});
            Performance.join(unused.thread(), SOON);
        }
    }
}
