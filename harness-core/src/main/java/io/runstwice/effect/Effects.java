package io.runstwice.effect;

import io.runstwice.world.Contract;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Keyed;
import io.runstwice.world.Line;
import io.runstwice.world.Misuse;
import io.runstwice.world.Promise;
import io.runstwice.world.Promising;
import io.runstwice.world.Remote;
import io.runstwice.world.Removal;
import io.runstwice.world.Resource;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Stub;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
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
 * <p>Each call is one interaction, whose request or reply can be lost: the caller gets {@link EffectLost}. The ledger has a
 * table for each label. Outside an exploration calls are recorded just the same.
 *
 * <p>Thread-safe, but for the settings, which are refused with {@link Misuse} while an exploration runs. It cannot see what a
 * real callback does, nor undo it between schedules: only the record is put back.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Effects implements Resource, Guarded, Keyed, Promising, Remote {

    private static final String KIND = "effects";

    private final boolean keyed;
    private final Map<String, BooleanSupplier> accepted = new HashMap<>();

    private final Map<String, Contract> contracts = new HashMap<>();
    private final Set<String> recordedIn = new LinkedHashSet<>();
    private final Set<String> notCompared = new LinkedHashSet<>();

    private Contract contract = Contract.EXACTLY_ONCE;
    private @Nullable Duration retention;
    private final EffectRecorder recorder;
    private EffectLog log = new EffectLog();
    private String name = KIND;
    private volatile Gate gate = Gate.open();
    private volatile boolean open;
    private volatile @Nullable EffectKeyRemoval removal;

    private Effects(boolean keyed) {
        this.keyed = keyed;
        this.recorder = new EffectRecorder.Local(this::recordHere);
    }

    /** The same recorder in the process of a delivery: calls are made here, and recorded by the test. */
    Effects(Line line) {
        this.keyed = true;
        this.recorder = new EffectRecorder.Remote(line);
        this.gate = line.gate();
    }

    /** The receiver knows no keys: every call is a new effect. */
    public static Effects unkeyed() {
        return new Effects(false);
    }

    /**
     * The receiver remembers keys, those of each label apart: a second call with a key is no effect. Never forgotten, unless
     * {@link #forgettingKeysAfter} says so. A call without a key is a new effect.
     */
    public static Effects keyed() {
        return new Effects(true);
    }

    /**
     * One effect: {@code mails.perform("mail", "to ann@example.org: welcome")}.
     *
     * @param label what it is, without values: it names points in schedules
     * @param detail the effect itself: compared, and shown in stories, so without secrets
     * @throws EffectLost if a message of it is lost
     */
    public void perform(String label, String detail) {
        perform(label, null, detail);
    }

    /**
     * One effect under a key, which only a {@link #keyed} receiver looks at.
     *
     * @param label what it is, without values
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
     * @param label what it is, without values
     * @param detail the effect itself
     * @param real carries it out; if it throws, nothing is recorded
     * @return what {@code real} returned
     * @throws EffectLost if a message of it is lost
     * @throws Exception what {@code real} threw
     */
    public <T> T perform(String label, String detail, Callable<T> real) throws Exception {
        return pass(label, null, detail, real);
    }

    /** The details of what was done, in order: for assertions of the test. */
    public synchronized List<String> recorded() {
        recorder.requireRecords();
        return log.details();
    }

    /** The details of what was done under one label, in order. */
    public synchronized List<String> recorded(String label) {
        recorder.requireRecords();
        return log.details(label);
    }

    /** How long the receiver remembers keys, by the controlled clock; for ever if not said. */
    public Effects forgettingKeysAfter(Duration time) {
        refuseWhileOpen("forgettingKeysAfter");
        if (!keyed || time.isZero() || time.isNegative()) {
            throw new Misuse(
                    "Effects.forgettingKeysAfter needs a positive length of time and a receiver that knows keys, "
                            + "but was given " + time + (keyed ? "." : " on Effects.unkeyed(). Use Effects.keyed()."));
        }
        retention = time;
        return this;
    }

    /** Doubles are allowed, losses are not. */
    public Effects atLeastOnce() {
        refuseWhileOpen("atLeastOnce");
        contract = Contract.AT_LEAST_ONCE;
        return this;
    }

    /** Losses are allowed, doubles are not. */
    public Effects atMostOnce() {
        refuseWhileOpen("atMostOnce");
        contract = Contract.AT_MOST_ONCE;
        return this;
    }

    /** Under these labels doubles are allowed, losses are not. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects atLeastOnce(String... labels) {
        return promising(Contract.AT_LEAST_ONCE, "atLeastOnce", labels);
    }

    /** Under these labels losses are allowed, doubles are not. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects atMostOnce(String... labels) {
        return promising(Contract.AT_MOST_ONCE, "atMostOnce", labels);
    }

    /**
     * Every effect may take place so many times as often as in a plain delivery, whatever the reason; losses are not allowed.
     *
     * @param times at least 1, which is exactly once
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects atMost(int times) {
        refuseWhileOpen("atMost");
        contract = Contract.atMost(times);
        return this;
    }

    /** Under these labels every effect may take place so many times as often as in a plain delivery; losses are not allowed. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects atMost(int times, String... labels) {
        return promising(Contract.atMost(times), "atMost", labels);
    }

    /**
     * Losses are not allowed, and a double only where a worker died, lost a message, or stood still while time passed, between the effect
     * and its record: what a careful job can promise of a receiver that knows no keys. The record is the first durable change that the same
     * delivery makes afterwards; {@link #recordedIn} says which one is meant.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects doubledOnlyByFaults() {
        refuseWhileOpen("doubledOnlyByFaults");
        contract = Contract.DOUBLED_ONLY_BY_FAULTS;
        return this;
    }

    /** The same under these labels alone. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects doubledOnlyByFaults(String... labels) {
        return promising(Contract.DOUBLED_ONLY_BY_FAULTS, "doubledOnlyByFaults", labels);
    }

    /**
     * Where the job records effects that are {@linkplain #doubledOnlyByFaults() doubled only by faults}.
     *
     * @param tables {@code "jobs"}, or {@code "db/jobs"} with the name of the resource: a table, an endpoint, a label
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects recordedIn(String... tables) {
        refuseWhileOpen("recordedIn");
        recordedIn.addAll(List.of(tables));
        return this;
    }

    /** What is done under these labels is put back before every schedule, but does not count when runs are compared. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Effects notComparing(String... labels) {
        refuseWhileOpen("notComparing");
        notCompared.addAll(List.of(labels));
        return this;
    }

    @Override
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public void promise(Contract what, List<String> labels, List<String> records) {
        refuseWhileOpen("promise");
        if (labels.isEmpty()) {
            contract = what;
        }
        labels.forEach(label -> contracts.put(label, what));
        recordedIn.addAll(records);
    }

    private Effects promising(Contract what, String setting, String... labels) {
        refuseWhileOpen(setting);
        List.of(labels).forEach(label -> contracts.put(label, what));
        return this;
    }

    /**
     * Another legal final state.
     *
     * @param outcome how reports call it
     * @param holds whether this is it; asked after a run on the harness's thread
     */
    public Effects accepting(String outcome, BooleanSupplier holds) {
        refuseWhileOpen("accepting");
        accepted.put(outcome, Objects.requireNonNull(holds, "holds"));
        return this;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public synchronized void open(String world, Gate worldGate) {
        refuseWhileOpen("open");
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
        return new State(log.state(name).tables().stream()
                .filter(table -> !notCompared.contains(table.name()))
                .toList());
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
    public Promise promise() {
        return new Promise(contract, contracts, accepted, List.copyOf(recordedIn));
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
        if (!notCompared.isEmpty()) {
            remarks.add("put back, not compared: " + String.join(", ", notCompared));
        }
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

    private void refuseWhileOpen(String what) {
        if (open) {
            throw new Misuse(
                    "Effects." + what + " was called while an exploration runs on it. Do so where it is declared.");
        }
    }
}
