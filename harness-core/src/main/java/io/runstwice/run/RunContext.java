package io.runstwice.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What all runs of one exploration share: the clocks, the threads, what has to hold, and what was noted, doubted and
 * asked. Thread-safe.
 */
final class RunContext {

    private final ControlledClock clock = new ControlledClock();
    private final Threads threads = new Threads();
    private final ClockTick tick = new ClockTick();
    private final ThreadOverlap threadOverlap = new ThreadOverlap();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> facts = new LinkedHashSet<>();
    private final Set<AttemptQuestion> asked = EnumSet.noneOf(AttemptQuestion.class);
    private final Set<String> doubts = new LinkedHashSet<>();
    private final Set<String> doubtsSince = new LinkedHashSet<>();
    private final InteractionRoute route;
    private final Clock machine;
    private volatile Duration bound = Duration.ofHours(1);
    private volatile List<Invariant> invariants = List.of();
    private boolean running;

    /**
     * One without notes and doubts.
     *
     * @param machine the machine's clock, which goes on while an exploration does
     */
    RunContext(InteractionRoute route, Clock machine) {
        this.route = route;
        this.machine = machine;
    }

    /** An exploration begins: what an earlier one noted and asked is forgotten, and the clock is set. */
    void begin() {
        clock.begin();
        threads.begin();
        threadOverlap.begin();
        synchronized (notes) {
            notes.clear();
        }
        synchronized (asked) {
            asked.clear();
            facts.clear();
        }
        synchronized (doubts) {
            doubts.clear();
            doubtsSince.clear();
        }
    }

    /** A run begins. What was doubtful since the last one ended is held against it too. */
    void runBegins() {
        synchronized (doubts) {
            running = true;
            doubts.clear();
            doubts.addAll(doubtsSince);
            doubtsSince.clear();
        }
    }

    /** The workers of a run have ended; what it left has not been read yet. */
    void runEnds() {
        synchronized (doubts) {
            running = false;
        }
    }

    /** Where interactions go. */
    InteractionRoute route() {
        return route;
    }

    // ---- what deliveries show

    void asks(AttemptQuestion question) {
        synchronized (asked) {
            asked.add(question);
        }
    }

    /** Whether any delivery has asked this. */
    boolean wasAsked(AttemptQuestion question) {
        synchronized (asked) {
            return asked.contains(question);
        }
    }

    /** A resource has learned something of the job. */
    void shows(String fact) {
        synchronized (asked) {
            facts.add(fact);
        }
    }

    JobTraits shown() {
        synchronized (asked) {
            return new JobTraits(Set.copyOf(asked), threadOverlap.hasMet(), threads.visits(), Set.copyOf(facts));
        }
    }

    // ---- what has to be said

    /** Remembers something that a certificate has to mention. */
    void note(String fact) {
        route.note(fact, this::keepNote);
    }

    private void keepNote(String fact) {
        synchronized (notes) {
            notes.add(fact);
        }
    }

    List<String> notes() {
        synchronized (notes) {
            return new ArrayList<>(notes);
        }
    }

    /** The run can prove nothing. What is doubtful between two runs is held against both. */
    void doubt(String reason) {
        route.doubt(reason, this::keepDoubt);
    }

    private void keepDoubt(String reason) {
        synchronized (doubts) {
            (running ? doubts : doubtsSince).add(reason);
        }
    }

    /** What was doubtful in the run that ended last, and since. */
    List<String> doubts() {
        synchronized (doubts) {
            Set<String> all = new LinkedHashSet<>(doubts);
            all.addAll(doubtsSince);
            return List.copyOf(all);
        }
    }

    // ---- what has to hold, and when

    void holds(List<Invariant> all) {
        invariants = List.copyOf(all);
    }

    List<Invariant> invariants() {
        return invariants;
    }

    /** How late the last redelivery comes. */
    void within(Duration redeliveredWithin) {
        bound = redeliveredWithin;
    }

    Duration bound() {
        return bound;
    }

    ControlledClock clock() {
        return clock;
    }

    /** The machine's clock. */
    Clock machine() {
        return machine;
    }

    ClockTick tick() {
        return tick;
    }

    Threads threads() {
        return threads;
    }

    ThreadOverlap threadOverlap() {
        return threadOverlap;
    }
}
