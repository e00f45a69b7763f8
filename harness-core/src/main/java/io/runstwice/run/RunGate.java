package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.Loss;
import io.runstwice.world.Worker;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The gate of one resource: finds out which worker a thread acts for, and hands its interaction to the run. */
final class RunGate implements Gate {

    private final String resource;
    private final RunContext context;
    private final CurrentRun run;
    private final Threads threads;

    RunGate(String resource, RunContext context, CurrentRun run) {
        this.resource = resource;
        this.context = context;
        this.run = run;
        this.threads = context.threads();
    }

    @Override
    public @Nullable Worker owner(@Nullable Worker opener) {
        Thread thread = Thread.currentThread();
        DeliveryWorker own = run.starter();
        Worker bound = threads.boundTo(thread, own);
        if (bound != null) {
            threads.visited(thread);
            return bound;
        }
        DeliveryWorker turn = run.turn();
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
        return context.clock();
    }

    @Override
    public Clock machine() {
        return context.machine();
    }

    @Override
    public Duration bound() {
        return context.bound();
    }

    @Override
    public void doubt(String reason) {
        context.doubt(reason);
    }

    @Override
    public void shows(String fact) {
        context.shows(resource + ": " + fact);
    }

    @Override
    public void note(String fact) {
        context.note(fact);
    }
}
