package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.Loss;
import io.runstwice.world.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of one exploration share: the current run, which thread acts for which worker, the clocks, notes and
 * doubts. Thread-safe.
 */
public final class RunEnvironment {

    private final InheritableThreadLocal<DeliveryWorker> mark = new InheritableThreadLocal<>();
    private final ControlledClock clock = new ControlledClock();
    private final Threads threads = new Threads();
    private final ClockTick tick = new ClockTick();
    private final ThreadOverlap threadOverlap = new ThreadOverlap();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> facts = new LinkedHashSet<>();
    private final Set<Question> asked = EnumSet.noneOf(Question.class);
    private final Set<String> doubts = new LinkedHashSet<>();
    private final InteractionRoute route;
    private final Clock machine;
    private volatile Duration bound = Duration.ofHours(1);
    private volatile List<Invariant> invariants = List.of();
    private volatile @Nullable Workers workers;

    /** One whose runs are executed here. */
    public RunEnvironment() {
        this(Clock.systemUTC());
    }

    /**
     * One whose runs are executed here.
     *
     * @param machine the machine's clock, which goes on while an exploration does
     */
    public RunEnvironment(Clock machine) {
        this.route = new InteractionRoute.Local();
        this.machine = machine;
    }

    /** One that stands for another in the process of a delivery. */
    RunEnvironment(RemoteGate remoteGate) {
        this.route = new InteractionRoute.Remote(remoteGate);
        this.machine = Clock.systemUTC();
    }

    /** Where interactions go. */
    InteractionRoute route() {
        return route;
    }

    /** An exploration begins: what an earlier one noted and asked is forgotten, and the clock is set. */
    public void begin() {
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
        }
    }

    /** Where a delivery is that is ending the JVM just now; empty if none is. */
    public Optional<String> exiting() {
        Workers current = workers;
        if (current == null) {
            return Optional.empty();
        }
        return current.workers().stream()
                .filter(worker -> worker.isActive()
                        && ThreadLook.at(worker.threads()).stream().anyMatch(ThreadLook::isExiting))
                .findFirst()
                .map(worker -> worker.name() + " of \"" + current.schedule() + "\"");
    }

    /** What has to hold in every run from now on. */
    public void holds(List<Invariant> all) {
        invariants = List.copyOf(all);
    }

    /** What has to hold in every run. */
    public List<Invariant> invariants() {
        return invariants;
    }

    /** What a delivery can ask of itself. */
    public enum Question {
        NUMBER,
        REDELIVERED,
        CLOCK
    }

    /** Whether any delivery has asked this. */
    public boolean wasAsked(Question question) {
        synchronized (asked) {
            return asked.contains(question);
        }
    }

    /**
     * What deliveries have shown of the job so far, on which it depends what may be left out.
     *
     * @param questions what they have asked
     * @param threadOverlap whether threads of one worker came to the gate beside each other
     * @param visitors how many threads acted that no delivery had started
     * @param facts what resources have said of it
     */
    public record Shown(Set<Question> questions, boolean threadOverlap, int visitors, Set<String> facts) {}

    /** What deliveries have shown so far. */
    public Shown shown() {
        synchronized (asked) {
            return new Shown(Set.copyOf(asked), threadOverlap.hasMet(), threads.visits(), Set.copyOf(facts));
        }
    }

    /** The baseline is recorded: what it did not show is not looked out for. */
    public void knowsTheBaseline() {
        threadOverlap.isKnown();
    }

    void asked(Question question) {
        synchronized (asked) {
            asked.add(question);
        }
    }

    /** The gate of one resource. */
    public Gate gate(String resource) {
        return new StageGate(resource);
    }

    /** What a certificate has to mention. */
    public List<String> notes() {
        synchronized (notes) {
            return new ArrayList<>(notes);
        }
    }

    /** Remembers something that a certificate has to mention. */
    public void note(String fact) {
        route.note(fact, this::keepNote);
    }

    private void keepNote(String fact) {
        synchronized (notes) {
            notes.add(fact);
        }
    }

    /** What is doubtful between two runs is held against the next one. */
    private void keepDoubt(String reason) {
        Workers current = workers;
        if (current != null) {
            current.doubt(reason);
            return;
        }
        synchronized (doubts) {
            doubts.add(reason);
        }
    }

    ControlledClock clock() {
        return clock;
    }

    /** The machine's clock. */
    Clock machine() {
        return machine;
    }

    /** How late the last redelivery comes. */
    void within(Duration redeliveredWithin) {
        bound = redeliveredWithin;
    }

    Duration bound() {
        return bound;
    }

    Threads threads() {
        return threads;
    }

    ClockTick tick() {
        return tick;
    }

    ThreadOverlap threadOverlap() {
        return threadOverlap;
    }

    /** A run begins. What was doubtful since the last one is held against it. */
    void enter(Workers next) {
        synchronized (doubts) {
            doubts.forEach(next::doubt);
            doubts.clear();
        }
        workers = next;
    }

    /** A run ends. Its workers end with it, as they would with their process. */
    void leave(Workers ended) {
        ended.workers().forEach(DeliveryWorker::kill);
        ended.barrier().close();
        ended.workers().forEach(worker -> worker.admission().empties());
        workers = null;
    }

    /** Prepares a worker. */
    DeliveryWorker newWorker(Workers workers, WorkerName name) {
        threads.release();
        Set<ThreadGroup> taken = workers.places();
        Set<Thread> busy = threads.busy(workers.working());
        DeliveryWorker worker = new DeliveryWorker(name, workers, threads.place(taken), busy);
        workers.joins(worker);
        return worker;
    }

    /** A thread that acts for a worker, and whose own threads will. */
    Thread thread(DeliveryWorker worker, Runnable body) {
        return threads.create(worker.group(), worker.name(), () -> {
            mark.set(worker);
            body.run();
        });
    }

    private final class StageGate implements Gate {

        private final String resource;

        StageGate(String resource) {
            this.resource = resource;
        }

        @Override
        public @Nullable Worker owner(@Nullable Worker opener) {
            Thread thread = Thread.currentThread();
            DeliveryWorker own = mark.get();
            DeliveryWorker bound = threads.boundTo(thread, own);
            if (bound != null) {
                threads.visited(thread);
                return bound;
            }
            Workers current = workers;
            DeliveryWorker turn = current == null ? null : current.turn();
            if (own != null) {
                threads.visited(thread);
                if (own.isActive()) {
                    return own;
                }
            }
            if (opener != null && (!opener.isDead() || turn == null || own == null)) {
                return opener;
            }
            if (turn != null && (Threads.isCommon(thread) || threads.isVisitor(thread))) {
                threads.bind(thread, turn);
                return turn;
            }
            return turn == null ? null : turn.byTurn();
        }

        @Override
        public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
            if (owner == null) {
                return untouched(call);
            }
            DeliveryWorker worker = DeliveryWorker.of(owner);
            if (owner instanceof DeliveryWorker.ByTurn) {
                if (call.interaction().reads()) {
                    note("reads by threads of no delivery were let through, not explored (" + resource + ")");
                    return call.proceed();
                }
                threads.visited(Thread.currentThread());
            }
            return worker.workers().pass(worker, resource, call);
        }

        private <T> T untouched(Call<T> call) throws Exception {
            if (!call.interaction().reads()) {
                threads.visited(Thread.currentThread());
                doubt("a thread of no delivery (" + Thread.currentThread().getName() + ") wrote to " + resource + ": "
                        + call.interaction().detail() + ". Let the job do it, or stop that thread for the test");
            }
            return call.proceed();
        }

        @Override
        public @Nullable Loss cutOff(@Nullable Worker owner) {
            Fault.Partition partition =
                    owner == null ? null : DeliveryWorker.of(owner).plan().cutOff(resource);
            return partition == null ? null : partition.loss();
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public Clock machine() {
            return machine;
        }

        @Override
        public Duration bound() {
            return bound;
        }

        @Override
        public void doubt(String reason) {
            route.doubt(reason, RunEnvironment.this::keepDoubt);
        }

        @Override
        public void shows(String fact) {
            synchronized (asked) {
                facts.add(resource + ": " + fact);
            }
        }

        @Override
        public void note(String fact) {
            RunEnvironment.this.note(fact);
        }
    }
}
