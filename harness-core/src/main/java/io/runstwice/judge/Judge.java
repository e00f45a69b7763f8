package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Contract;
import io.runstwice.world.Promise;
import io.runstwice.world.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The judge of runs: decides whether the final state of a run is the baseline's.
 *
 * <p>States are compared in canonical form: rows as a bag up to a renaming of generated values, numbers by value, and
 * each part of a value as the baselines taught: literally, or as a time by its distance from its writer's now, or as an
 * id or a random token by where else it stands. The rest must be equal, under each resource's contract.
 *
 * <p>Pure: no I/O, no clock. Immutable, so thread-safe. It cannot see effects that were not observed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Judge {

    private final Baselines baselines;
    private final Map<String, Promise> promises;
    private final List<Trace> traces;
    private final Doubles doubles;

    private Judge(Baselines baselines, Map<String, Promise> promises, List<Trace> traces) {
        this.baselines = baselines;
        this.promises = promises;
        this.traces = List.copyOf(traces);
        this.doubles = new Doubles(
                traces,
                baselines.expected().lines().stream()
                        .filter(line -> !line.isGone())
                        .map(line -> place(line.layout()))
                        .collect(Collectors.toSet()),
                baselines.layouts().stream().map(Judge::place).collect(Collectors.toSet()),
                place -> contract(place.resource(), place.table()).isDoubledOnlyByFaults(),
                resource ->
                        promises.getOrDefault(resource, Promise.EXACTLY_ONCE).recordedIn());
    }

    private static Trace.Place place(Layout layout) {
        return new Trace.Place(layout.resource(), layout.table());
    }

    /**
     * Learns the noise from the baselines.
     *
     * @param given the state before any delivery
     * @param baselines the first run, and others of the same schedule, some of them perturbed; at least one
     * @param promises the declarations of the test, by the name of the resource; exactly once for the others
     * @throws Unfit if the baselines contradict each other, or changed nothing
     */
    public static Judge of(State given, List<Observation> baselines, Map<String, Promise> promises) {
        return of(given, baselines, promises, List.of(Trace.UNKNOWN));
    }

    /**
     * The same, with what a contract needs by which faults excuse doubles.
     *
     * @param traces of the baselines, the first of which counts; the others show what varies
     * @throws io.runstwice.world.Misuse if an effect of such a contract has no record
     */
    public static Judge of(
            State given, List<Observation> baselines, Map<String, Promise> promises, List<Trace> traces) {
        Judge judge = new Judge(Baselines.learn(given, baselines), Map.copyOf(promises), traces);
        if (judge.changed().isEmpty()) {
            throw new Unfit(
                    "the job changed nothing that is watched; watch the resources that it changes, or give it work;"
                            + " if there is nothing to do, say so with changesNothing()");
        }
        return judge;
    }

    /**
     * Learns from the baselines of a job that is to change nothing.
     *
     * @param given the state before any delivery
     * @param baselines runs of one schedule; at least one
     * @param promises the declarations of the test, by the name of the resource; exactly once for the others
     * @throws Unfit if they changed something
     */
    public static Judge ofNothing(State given, List<Observation> baselines, Map<String, Promise> promises) {
        Judge judge = new Judge(Baselines.learn(given, baselines), Map.copyOf(promises), List.of(Trace.UNKNOWN));
        if (!judge.changed().isEmpty()) {
            throw new Unfit("the job is said to change nothing, and one delivery without any fault changed "
                    + String.join(", ", judge.changed()) + ". Leave changesNothing() out");
        }
        return judge;
    }

    /** The tables that the baseline changed. */
    private Set<String> changed() {
        return baselines.expected().lines().stream()
                .map(line -> line.layout().resource() + " " + line.layout().table())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Judges one run.
     *
     * @param run its final state
     * @param settled whether the message was settled
     * @param accepted the names of the resources of which another legal final state holds: how they differ is dropped
     * @return nothing if the run is right
     * @throws Unfit if the state cannot be compared
     */
    public Optional<Violation> judge(Observation run, boolean settled, Set<String> accepted) {
        return judge(run, settled, accepted, Trace.UNKNOWN);
    }

    /**
     * The same.
     *
     * @param trace what happened, in which excuses for doubles are looked for; asked for nothing unless
     *     {@link #needsTraces()}
     */
    public Optional<Violation> judge(Observation run, boolean settled, Set<String> accepted, Trace trace) {
        List<Difference> differences = differences(baselines.read(run), accepted, trace);
        if (!settled) {
            return Optional.of(new Violation(Kind.STUCK, differences));
        } else if (differences.isEmpty()) {
            return Optional.empty();
        }
        List<Kind> kinds = differences.stream().map(Difference::kind).toList();
        return Optional.of(new Violation(Kinds.worst(kinds), differences));
    }

    /** Whether a contract asks what happened in a run. */
    public boolean needsTraces() {
        return !doubles.isEmpty();
    }

    /** The part of a run's past that tells which doubles may yet be excused: a part of the future key. */
    public String excusesLeft(Trace run) {
        return doubles.future(run);
    }

    /** Why a double in a table has no excuse; empty if its contract needs none. */
    public Optional<Unexcused> unexcused(String resource, String table, Trace run) {
        return Optional.ofNullable(doubles.unexcused(new Trace.Place(resource, table), run));
    }

    /**
     * Where the effects of a table are recorded, as reports call it: {@code db jobs}. Empty if its contract needs no
     * record.
     */
    public List<String> recordsOf(String resource, String table) {
        return doubles.records(new Trace.Place(resource, table)).stream()
                .map(Trace.Place::toString)
                .toList();
    }

    private List<Difference> differences(Side run, Set<String> accepted, Trace trace) {
        Side actual = run.only(line -> !accepted.contains(line.layout().resource()));
        Side expected = accepted.isEmpty()
                ? baselines.expected()
                : baselines
                        .expected()
                        .only(line -> !accepted.contains(line.layout().resource()));
        return new Contracts(this::contract, doubles, trace).differences(expected, actual);
    }

    /**
     * Whether a violation shows a table in which a part of a text was taken for random. Few baselines may agree on a
     * character of it by accident, so that more of them may show that there is no violation.
     */
    public boolean restsOnTokens(Violation violation) {
        return violation.differences().stream()
                .anyMatch(difference -> baselines.hasTokens(difference.resource() + " " + difference.table()));
    }

    /**
     * Whether a run that is not right would be, if characters on which the baselines agree within random tokens were
     * others by now: ids may count, or hold the time. One more that is run after this one tells.
     */
    public boolean mayHaveCountedOnFor(Observation run, Set<String> accepted, Trace trace) {
        return differences(baselines.readLater(run), accepted, trace).isEmpty();
    }

    /** The keys that an application drew as text: states that differ in these alone have one future. */
    public TokenKeys tokenKeys() {
        return baselines.tokenKeys();
    }

    /**
     * Whether the baselines wrote a time of whole seconds alike, and followed each other too fast to tell whether it
     * goes with now. One more that begins more than a second later tells.
     */
    public boolean mayMoveWithSeconds() {
        return baselines.mayMoveWithSeconds();
    }

    /**
     * Whether the baselines wrote a time alike, and another minute, hour or day began between them and this run, so
     * that it may have moved. One more after this run tells.
     */
    public boolean mayHaveMovedFor(Observation run) {
        return baselines.mayHaveMovedFor(run);
    }

    /**
     * One that has learnt from more runs without any fault as well.
     *
     * @throws Unfit if they contradict those before
     */
    public Judge learningFrom(List<Observation> more) {
        return new Judge(baselines.and(more), promises, traces);
    }

    /** The contract of one table. */
    public Contract contract(String resource, String table) {
        return promises.getOrDefault(resource, Promise.EXACTLY_ONCE).of(table);
    }

    private Contract contract(Layout layout) {
        return contract(layout.resource(), layout.table());
    }

    /**
     * The parts that are compared, for the certificate: one line for each resource and contract, as in
     * {@code gateway: /v1/charges (exactly once)}.
     */
    public List<String> compared() {
        Map<String, Map<Kept, List<String>>> tables = new TreeMap<>();
        for (Layout layout : baselines.layouts()) {
            tables.computeIfAbsent(layout.resource(), any -> new TreeMap<>())
                    .computeIfAbsent(kept(layout), any -> new ArrayList<>())
                    .add(layout.table());
        }
        List<String> lines = new ArrayList<>();
        tables.forEach((resource, contracts) -> contracts.forEach(
                (kept, names) -> lines.add(resource + ": " + String.join(", ", names) + " (" + kept + ")")));
        return lines;
    }

    private Kept kept(Layout layout) {
        return new Kept(
                contract(layout),
                doubles.records(place(layout)).stream().map(Trace.Place::table).collect(Collectors.joining(", ")));
    }

    /** A contract, and where its effects are recorded. */
    private record Kept(Contract contract, String recordedIn) implements Comparable<Kept> {

        @Override
        public int compareTo(Kept other) {
            return Comparator.comparing(Kept::contract)
                    .thenComparing(Kept::recordedIn)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return contract + (recordedIn.isEmpty() ? "" : "; recorded in " + recordedIn);
        }
    }

    /** The noise, for the certificate, one column each: {@code charge_requests.updated_at (time)}. */
    public List<String> noise() {
        return baselines.noise();
    }
}
