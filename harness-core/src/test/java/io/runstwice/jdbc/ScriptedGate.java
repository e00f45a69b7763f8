package io.runstwice.jdbc;

import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Worker;
import io.runstwice.world.WorkerKilled;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A gate that does what a test tells it to: lets pass, kills at one point, loses one message. */
final class ScriptedGate implements Gate {

    /** A worker as the gate sees it. */
    static final class Hand implements Worker {
        private final String name;
        volatile boolean dead;

        Hand(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isDead() {
            return dead;
        }
    }

    /** What was seen. */
    record Seen(
            @Nullable Worker owner,
            Interaction interaction,
            @Nullable Reply reply) {

        String label() {
            return interaction.label();
        }

        Effect effect() {
            return reply == null ? Effect.NONE : reply.effect();
        }
    }

    final List<Seen> seen = new ArrayList<>();
    final Queue<Interaction> ofNoWorker = new ConcurrentLinkedQueue<>();
    final List<String> doubts = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final ThreadLocal<@Nullable Hand> hand = new ThreadLocal<>();
    private String killAt = "";
    private boolean killAfter;
    private String loseAt = "";
    private String holdAt = "";
    private Runnable meanwhile = () -> {};
    private Loss loss = Loss.REQUEST;

    void killBefore(String label) {
        killAt = label;
        killAfter = false;
    }

    void killAfter(String label) {
        killAt = label;
        killAfter = true;
    }

    void lose(Loss what, String label) {
        loss = what;
        loseAt = label;
    }

    /** Holds interactions of this label in flight, if they fly, while something else happens. */
    void hold(String label, Runnable others) {
        holdAt = label;
        meanwhile = others;
    }

    <T> T as(Hand worker, Callable<T> work) throws Exception {
        hand.set(worker);
        try {
            return work.call();
        } finally {
            hand.remove();
        }
    }

    List<String> labels() {
        return seen.stream().map(Seen::label).toList();
    }

    Seen last() {
        return seen.get(seen.size() - 1);
    }

    @Override
    public @Nullable Worker owner(@Nullable Worker opener) {
        Hand mine = hand.get();
        return mine != null ? mine : opener;
    }

    @Override
    public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
        if (owner instanceof Hand worker) {
            return pass(worker, call);
        }
        ofNoWorker.add(call.interaction());
        return call.proceed();
    }

    private <T> T pass(Hand worker, Call<T> call) throws Exception {
        refuse(worker);
        String label = call.interaction().label();
        die(worker, label, false);
        if (label.equals(holdAt) && call.interaction().flies()) {
            holdAt = "";
            call.arrive();
            meanwhile.run();
        }
        if (label.equals(loseAt)) {
            return lose(worker, call);
        }
        T value = proceed(worker, call);
        die(worker, label, true);
        return value;
    }

    private static <T> T proceed(Hand worker, Call<T> call, List<Seen> seen) throws Exception {
        try {
            T value = call.proceed();
            seen.add(new Seen(worker, call.interaction(), call.reply(value, null)));
            return value;
        } catch (Exception refusal) {
            seen.add(new Seen(worker, call.interaction(), call.reply(null, refusal)));
            throw refusal;
        }
    }

    private <T> T proceed(Hand worker, Call<T> call) throws Exception {
        return proceed(worker, call, seen);
    }

    private <T> T lose(Hand worker, Call<T> call) throws Exception {
        loseAt = "";
        if (loss != Loss.REQUEST) {
            call.losing(loss);
            try {
                proceed(worker, call);
            } catch (SQLException broken) {
                // as a driver feels a real loss
            }
        }
        throw call.lose(loss);
    }

    private void die(Hand worker, String label, boolean after) {
        if (label.equals(killAt) && killAfter == after) {
            killAt = "";
            worker.dead = true;
            refuse(worker);
        }
    }

    private static void refuse(Hand worker) {
        if (worker.dead) {
            throw new WorkerKilled(worker.name);
        }
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void doubt(String reason) {
        doubts.add(reason);
    }

    @Override
    public void note(String fact) {
        notes.add(fact);
    }
}
