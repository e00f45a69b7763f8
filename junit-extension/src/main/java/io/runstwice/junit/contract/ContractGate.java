package io.runstwice.junit.contract;

import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Reply;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A gate that notes what passes, and kills the worker at one point. */
final class ContractGate implements Gate {

    /** What passed, with its owner and the reply. */
    record Passed(@Nullable Worker owner, Interaction interaction, Reply reply) {}

    /**
     * Where a worker dies.
     *
     * @param number of the interaction, from 0
     * @param after whether the interaction takes effect
     */
    record Death(int number, boolean after) {}

    private final List<Passed> passed = new CopyOnWriteArrayList<>();
    private final ThreadLocal<@Nullable ContractWorker> ofThread = new InheritableThreadLocal<>();
    private volatile Instant now = Instant.now();
    private volatile @Nullable ContractWorker turn;
    private volatile @Nullable Death death;
    private int begun;

    /**
     * The calling thread, and every thread that it starts, acts for this worker, which dies at the given place, if
     * any.
     */
    synchronized void actFor(ContractWorker worker, @Nullable Death where) {
        ofThread.set(worker);
        turn = worker;
        death = where;
        begun = 0;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<Passed> passed() {
        return List.copyOf(passed);
    }

    @Override
    public @Nullable Worker owner(@Nullable Worker opener) {
        Worker own = ofThread.get();
        Worker known = own == null ? opener : own;
        return known == null ? turn : known;
    }

    @Override
    public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
        if (owner != null && owner.isDead()) {
            throw new WorkerKilled(owner.name());
        }
        int number = next();
        dieIf(new Death(number, false));
        Interaction interaction = call.interaction();
        try {
            T value = call.proceed();
            passed.add(new Passed(owner, interaction, call.reply(value, null)));
            dieIf(new Death(number, true));
            return value;
        } catch (Exception refusal) {
            passed.add(new Passed(owner, interaction, call.reply(null, refusal)));
            throw refusal;
        }
    }

    private synchronized int next() {
        return begun++;
    }

    private void dieIf(Death here) {
        ContractWorker worker = turn;
        if (here.equals(death) && worker != null) {
            worker.die();
            throw new WorkerKilled(worker.name());
        }
    }

    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Override
    public void doubt(String reason) {
        // a contract proves nothing of a job
    }

    @Override
    public void note(String fact) {
        // a contract gives no certificate
    }
}
