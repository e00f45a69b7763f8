package io.runstwice.effect;

import io.runstwice.world.DeclaredResource;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Keyed;
import io.runstwice.world.Line;
import io.runstwice.world.Misuse;
import io.runstwice.world.Remote;
import io.runstwice.world.Removal;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Stub;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A recorder for effects of any other kind, that a job has through a callback: a mail, a message, a call of some SDK.
 *
 * <pre>{@code
 * Effects mails = Effects.unkeyed();
 * new WelcomeJob(address -> mails.perform("mail", "to " + address + ": welcome")).perform(7);
 * }</pre>
 *
 * <p>Each call is one interaction, whose request or reply can be lost: the caller gets {@link EffectLost}. The ledger
 * has a table for each label. Outside an exploration calls are recorded just the same.
 *
 * <p>Thread-safe, but for the settings, which are refused with {@link Misuse} while an exploration runs. It cannot see
 * what a real callback does, nor undo it between schedules: only the record is put back.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Effects extends DeclaredResource<Effects> implements Guarded, Keyed, Remote {

    private static final String KIND = "effects";

    private final boolean keyed;
    private @Nullable Duration retention;
    private final EffectRecorder recorder;
    private EffectLog log = new EffectLog();
    private String name = KIND;
    private volatile Gate gate = Gate.open();
    private volatile boolean open;
    private volatile @Nullable EffectKeyRemoval removal;

    private Effects(boolean keyed) {
        super(KIND);
        this.keyed = keyed;
        this.recorder = new EffectRecorder.Local(this::recordHere);
    }

    /** A recorder in the process of a delivery: calls are made here, and recorded by the test. */
    Effects(Line line) {
        super(KIND);
        this.keyed = true;
        this.recorder = new EffectRecorder.Remote(line);
        this.gate = line.gate();
    }

    /** The receiver knows no keys: every call is a new effect. */
    public static Effects unkeyed() {
        return new Effects(false);
    }

    /**
     * The receiver remembers keys, those of each label apart: a second call with a key is no effect. Never forgotten,
     * unless {@link #forgettingKeysAfter} says so. A call without a key is a new effect.
     */
    public static Effects keyed() {
        return new Effects(true);
    }

    /**
     * One effect: {@code mails.perform("mail", "to ann@example.org: welcome")}.
     *
     * @param label its kind, without values: it names points in schedules
     * @param detail the effect itself: compared, and shown in stories, so without secrets
     * @throws EffectLost if a message of it is lost
     */
    public void perform(String label, String detail) {
        perform(label, null, detail);
    }

    /**
     * One effect under a key, which only a {@link #keyed} receiver looks at.
     *
     * @param label its kind, without values
     * @param key the same for every attempt at the same effect; null for none
     * @param detail the effect itself
     * @throws EffectLost if a message of it is lost
     */
    public void perform(String label, @Nullable String key, String detail) {
        try {
            pass(label, key, detail, () -> label);
        } catch (RuntimeException lost) {
            throw lost;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * One effect that is really carried out as well.
     *
     * @param label its kind, without values
     * @param detail the effect itself
     * @param real carries it out; if it throws, nothing is recorded
     * @return what {@code real} returned
     * @throws EffectLost if a message of it is lost
     * @throws Exception what {@code real} threw
     */
    public <T> T perform(String label, String detail, Callable<T> real) throws Exception {
        return pass(label, null, detail, real);
    }

    /** The details of the effects, in order: for assertions of the test. */
    public synchronized List<String> recorded() {
        recorder.requireRecords();
        return log.details();
    }

    /** The details of the effects under one label, in order. */
    public synchronized List<String> recorded(String label) {
        recorder.requireRecords();
        return log.details(label);
    }

    /** How long the receiver remembers keys, by the controlled clock; for ever by default. */
    public Effects forgettingKeysAfter(Duration time) {
        refuseWhileExplored("forgettingKeysAfter");
        if (!keyed || time.isZero() || time.isNegative()) {
            throw new Misuse(
                    "Effects.forgettingKeysAfter needs a positive length of time and a receiver that knows keys, "
                            + "but was given " + time + (keyed ? "." : " on Effects.unkeyed(). Use Effects.keyed()."));
        }
        retention = time;
        return this;
    }

    @Override
    protected boolean isExplored() {
        return open;
    }

    @Override
    public synchronized void open(String world, Gate worldGate) {
        refuseWhileExplored("open");
        name = world;
        gate = worldGate;
        open = true;
    }

    @Override
    public synchronized void close() {
        open = false;
        gate = Gate.open();
        name = KIND;
    }

    @Override
    public synchronized Snapshot capture() {
        return new EffectSnapshot(name, log.copy(), now(), retention);
    }

    @Override
    public synchronized void restore(Snapshot snapshot) {
        log = ((EffectSnapshot) snapshot).log().copy();
    }

    @Override
    public boolean restoresAny() {
        return true;
    }

    @Override
    public synchronized State observe() {
        return compared(log.state(name));
    }

    /** Nothing lives only as long as a worker. */
    @Override
    public void end(Worker worker) {
        // see above
    }

    @Override
    public void endRun() {
        // nothing lives only as long as a run
    }

    @Override
    public Stub stub() {
        return new Stub(EffectsStub.class, List.of());
    }

    /** Its stub has something to record. */
    @Override
    public String asked(Worker worker, List<String> words) {
        EffectNotice notice = EffectNotice.of(words);
        return String.valueOf(recordHere(notice.label(), received(worker, notice.key()), notice.detail()));
    }

    /** The keys that its receiver would recognise calls by. */
    @Override
    public Removal removal(Safeguard guard) {
        if (!keyed || guard.form() != Safeguard.Form.KEY || !guard.name().isEmpty()) {
            throw guard.missingFrom(this);
        }
        return new EffectKeyRemoval(now -> removal = now);
    }

    private @Nullable String received(@Nullable Worker worker, @Nullable String key) {
        EffectKeyRemoval without = removal;
        return without == null ? key : without.of(key, worker);
    }

    @Override
    public boolean recognisesKeys() {
        return keyed;
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add(
                keyed
                        ? "a receiver that remembers keys "
                                + (retention == null ? "for ever" : "for " + retention + " of the controlled clock")
                        : "a receiver that knows no keys");
        remarks.addAll(super.remarks());
        return remarks;
    }

    private <T> T pass(String label, @Nullable String key, String detail, Callable<T> real) throws Exception {
        Objects.requireNonNull(detail, "detail");
        Gate now = gate;
        Worker worker = now.owner(null);
        return now.pass(worker, new EffectCall<>(label, detail, real, () -> recorder.ledger()
                .record(label, received(worker, key), detail)));
    }

    /** Whether it was new. */
    private synchronized boolean recordHere(String label, @Nullable String key, String detail) {
        String looked = keyed ? key : null;
        if (looked != null && log.knows(label, looked, now(), retention)) {
            return false;
        }
        log.record(label, looked, detail, now());
        return true;
    }

    private Instant now() {
        return gate.clock().instant();
    }
}
