package io.runstwice.http;

import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.Worker;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the first request of one worker that can be noticed in flight, between its arrival and its effect. */
final class HoldingGate implements Gate {

    private final ScriptedGate inner;
    private final Worker held;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch landing = new CountDownLatch(1);

    HoldingGate(ScriptedGate inner, Worker held) {
        this.inner = inner;
        this.held = held;
    }

    void awaitArrival() {
        await(arrived);
    }

    void land() {
        landing.countDown();
    }

    @Override
    public @Nullable Worker owner(@Nullable Worker opener) {
        return inner.owner(opener);
    }

    @Override
    public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
        if (owner == held && call.interaction().flies() && arrived.getCount() == 1) {
            call.arrive();
            arrived.countDown();
            landing.await();
        }
        return inner.pass(owner, call);
    }

    @Override
    public Clock clock() {
        return inner.clock();
    }

    @Override
    public void doubt(String reason) {
        inner.doubt(reason);
    }

    @Override
    public void note(String fact) {
        inner.note(fact);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
