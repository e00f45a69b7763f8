package io.runstwice.run;

import io.runstwice.world.Gate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the runs of one exploration are executed: its gates, and what its runs share. Thread-safe. */
public final class RunEnvironment {

    private final RunContext context;
    private final CurrentRun run;

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
        this(new RunContext(new InteractionRoute.Local(), machine));
    }

    /** One that stands for another in the process of a delivery. */
    RunEnvironment(RemoteGate remoteGate) {
        this(new RunContext(new InteractionRoute.Remote(remoteGate), Clock.systemUTC()));
    }

    private RunEnvironment(RunContext context) {
        this.context = context;
        this.run = new CurrentRun(context);
    }

    RunContext context() {
        return context;
    }

    CurrentRun run() {
        return run;
    }

    /** An exploration begins: what an earlier one noted and asked is forgotten, and the clock is set. */
    public void begin() {
        context.begin();
    }

    /** The gate of one resource. */
    public Gate gate(String resource) {
        return new RunGate(resource, context, run);
    }

    /** Where a delivery is that is ending the JVM just now; empty if none is. */
    public Optional<String> exiting() {
        Workers current = run.workers();
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
        context.holds(all);
    }

    /** What has to hold in every run. */
    public List<Invariant> invariants() {
        return context.invariants();
    }

    /** Whether any delivery has asked this. */
    public boolean wasAsked(AttemptQuestion question) {
        return context.wasAsked(question);
    }

    /** What deliveries have shown so far. */
    public JobTraits shown() {
        return context.shown();
    }

    /** The baseline is recorded: what it did not show is not looked out for. */
    public void knowsTheBaseline() {
        context.threadOverlap().isKnown();
    }

    /** What a certificate has to mention. */
    public List<String> notes() {
        return context.notes();
    }

    /** Remembers something that a certificate has to mention. */
    public void note(String fact) {
        context.note(fact);
    }
}
