package io.runstwice.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gate that does at each interaction what a test wrote down before, and notes what passed. */
public final class ScriptedGate implements Gate {

    /** What happens at one interaction. */
    public enum Step {
        PROCEED,
        LOSE_REQUEST,
        LOSE_REPLY,
        LOSE_REPLY_IN_SILENCE,
        KILL_BEFORE,
        KILL_AFTER
    }

    /** What passed: the worker, the interaction, the reply if there was one. */
    public record Passed(
            @Nullable Worker owner,
            Interaction interaction,
            @Nullable Reply reply) {}

    private final List<Step> script = Collections.synchronizedList(new ArrayList<>());
    private final List<Passed> passed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> doubts = Collections.synchronizedList(new ArrayList<>());
    private final ThreadLocal<Worker> ofThread = new InheritableThreadLocal<>();

    private volatile @Nullable Worker turn;
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00.5Z");

    /** The next interactions of any worker do this; those after them proceed. */
    public void script(Step... steps) {
        script.addAll(List.of(steps));
    }

    /** The calling thread, and what it starts, acts for this worker from now on. */
    public void actFor(@Nullable Worker worker) {
        ofThread.set(worker);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public List<Passed> passed() {
        return List.copyOf(passed);
    }

    public List<String> labels() {
        return passed().stream().map(one -> one.interaction().label()).toList();
    }

    public List<String> details() {
        return passed().stream().map(one -> one.interaction().detail()).toList();
    }

    public List<Reply> replies() {
        return passed().stream().map(Passed::reply).toList();
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public List<String> doubts() {
        return List.copyOf(doubts);
    }

    /** The worker whose turn it is, until it is closed. */
    public interface OwnedByTurn extends AutoCloseable {
        @Override
        void close();
    }

    /** Threads of no worker act for this one for a while. */
    public OwnedByTurn turnOf(Worker worker) {
        turn = worker;
        return () -> turn = null;
    }

    @Override
    public @Nullable Worker owner(@Nullable Worker opener) {
        Worker own = ofThread.get();
        Worker opened = own == null ? opener : own;
        return opened == null ? turn : opened;
    }

    @Override
    public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
        if (owner != null && owner.isDead()) {
            throw new WorkerKilled(owner.name());
        }
        Step step = script.isEmpty() ? Step.PROCEED : script.remove(0);
        if (step == Step.KILL_BEFORE) {
            throw kill(owner);
        } else if (step == Step.LOSE_REQUEST) {
            passed.add(new Passed(owner, call.interaction(), null));
            throw call.lose(Loss.REQUEST);
        }
        if (step == Step.LOSE_REPLY || step == Step.LOSE_REPLY_IN_SILENCE) {
            call.losing(step == Step.LOSE_REPLY ? Loss.REPLY : Loss.REPLY_IN_SILENCE);
        }
        T value = proceeded(owner, call);
        return switch (step) {
            case KILL_AFTER -> throw kill(owner);
            case LOSE_REPLY -> throw call.lose(Loss.REPLY);
            case LOSE_REPLY_IN_SILENCE -> throw call.lose(Loss.REPLY_IN_SILENCE);
            default -> value;
        };
    }

    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Override
    public void doubt(String reason) {
        doubts.add(reason);
    }

    @Override
    public void note(String fact) {
        notes.add(fact);
    }

    private <T> T proceeded(@Nullable Worker owner, Call<T> call) throws Exception {
        try {
            T value = call.proceed();
            passed.add(new Passed(owner, call.interaction(), call.reply(value, null)));
            return value;
        } catch (Exception refusal) {
            passed.add(new Passed(owner, call.interaction(), call.reply(null, refusal)));
            throw refusal;
        }
    }

    private static WorkerKilled kill(@Nullable Worker owner) {
        if (!(owner instanceof ScriptedWorker worker)) {
            throw new AssertionError("the script kills a worker, but this request has none");
        }
        worker.die();
        return new WorkerKilled(worker.name());
    }
}
