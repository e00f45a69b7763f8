package io.runstwice.world;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/**
 * A resource with the declarations that resources share: its contract, the tables that record its effects, and the
 * parts that are not compared. Names are those of the tables in its {@link State}: a table of a database, an endpoint
 * of a service, a label, a file.
 *
 * <p>A declaration changes this object, returns it, and is refused with {@link Misuse} while an exploration runs. It
 * promises exactly once where nothing is declared. Users may extend it.
 *
 * @param <R> the resource itself
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public abstract class DeclaredResource<R extends DeclaredResource<R>> implements Resource, Promising {

    private final String kind;
    private final Map<String, Contract> contracts = new LinkedHashMap<>();
    private final Map<String, BooleanSupplier> accepted = new LinkedHashMap<>();
    private final Set<String> recordedIn = new LinkedHashSet<>();
    private final Set<String> notCompared = new LinkedHashSet<>();
    private Contract contract = Contract.EXACTLY_ONCE;

    /**
     * For resources.
     *
     * @param kind its {@link #kind()}
     */
    protected DeclaredResource(String kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** Whether an exploration runs on it. */
    protected abstract boolean isExplored();

    /** The name of a table, as a test wrote it, in the form in which states name it. By default the same text. */
    protected String named(String table) {
        return table;
    }

    /**
     * Refuses with {@link Misuse} a contract that this resource cannot promise. By default it can promise any.
     *
     * @param what is to be promised
     * @param setting the name of the declaration in the test
     * @param wholly whether of all of the resource
     */
    protected void mustBePromisable(Contract what, String setting, boolean wholly) {}

    /** Refuses a declaration while an exploration runs. */
    protected final void refuseWhileExplored(String setting) {
        if (isExplored()) {
            throw new Misuse(getClass().getSimpleName() + "." + setting
                    + "(...) was called while an exploration runs on it." + " Do so where it is declared.");
        }
    }

    @Override
    public final String kind() {
        return kind;
    }

    /** Doubles are allowed, losses are not. */
    public R atLeastOnce() {
        return promising(Contract.AT_LEAST_ONCE, "atLeastOnce");
    }

    /** Of these tables, endpoints, labels or files doubles are allowed, losses are not. */
    public R atLeastOnce(String... names) {
        return promising(Contract.AT_LEAST_ONCE, "atLeastOnce", names);
    }

    /** Losses are allowed, doubles are not. */
    public R atMostOnce() {
        return promising(Contract.AT_MOST_ONCE, "atMostOnce");
    }

    /** Of these tables, endpoints, labels or files losses are allowed, doubles are not. */
    public R atMostOnce(String... names) {
        return promising(Contract.AT_MOST_ONCE, "atMostOnce", names);
    }

    /**
     * Every effect may take place so many times as often as by a plain delivery, for any reason. Losses are not
     * allowed.
     *
     * @param times at least 1, which is exactly once
     */
    public R atMost(int times) {
        return promising(Contract.atMost(times), "atMost");
    }

    /**
     * Declares the same limit for these tables, endpoints, labels or files alone.
     *
     * @param times at least 1, which is exactly once
     */
    public R atMost(int times, String... names) {
        return promising(Contract.atMost(times), "atMost", names);
    }

    /**
     * No effect may be lost. One may take place twice only where a worker died, lost a message, or stood still while
     * time passed, between the effect and its record: what a careful job can promise of a receiver that knows no keys.
     * The record is the first durable change that the same delivery makes afterwards; {@link #recordedIn} says which
     * one is meant.
     */
    public R doubledOnlyByFaults() {
        return promising(Contract.DOUBLED_ONLY_BY_FAULTS, "doubledOnlyByFaults");
    }

    /** Declares the same for these tables, endpoints or labels alone. */
    public R doubledOnlyByFaults(String... names) {
        return promising(Contract.DOUBLED_ONLY_BY_FAULTS, "doubledOnlyByFaults", names);
    }

    /**
     * Where the job records effects that are {@linkplain #doubledOnlyByFaults() doubled only by faults}.
     *
     * @param tables {@code "jobs"}, or {@code "db/jobs"} with the name of the resource: a table, an endpoint, a label
     */
    public R recordedIn(String... tables) {
        refuseWhileExplored("recordedIn");
        recordedIn.addAll(List.of(tables));
        return self();
    }

    /**
     * These tables, endpoints, labels or files are put back before every schedule like all others, but do not count
     * when runs are compared: locks and leases that a dead worker leaves, the tables of an engine.
     */
    public R notComparing(String... names) {
        refuseWhileExplored("notComparing");
        List.of(names).forEach(name -> notCompared.add(named(name)));
        return self();
    }

    /**
     * Another legal final state.
     *
     * @param outcome how reports call it: {@code "dead letter"}
     * @param holds whether this is it; asked after a run by the harness's thread
     */
    public R accepting(String outcome, BooleanSupplier holds) {
        refuseWhileExplored("accepting");
        accepted.put(outcome, Objects.requireNonNull(holds, "holds"));
        return self();
    }

    @Override
    public final void promise(Contract what, List<String> tables, List<String> records) {
        promising(
                what, what.isDoubledOnlyByFaults() ? "doubledOnlyByFaults" : "promise", tables.toArray(String[]::new));
        recordedIn.addAll(records);
    }

    @Override
    public final Promise promise() {
        return new Promise(contract, contracts, accepted, List.copyOf(recordedIn));
    }

    /**
     * The tables and columns that were declared not to be compared, by names of its states, in the order of the
     * declarations.
     */
    protected final Set<String> notCompared() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(notCompared));
    }

    /** A state without the tables that are not compared. */
    protected final State compared(State whole) {
        return new State(
                whole.tables().stream()
                        .filter(table -> !notCompared.contains(table.name()))
                        .toList(),
                whole.drawn());
    }

    /** The remarks on parts that are not compared. Resources put further remarks before these. */
    @Override
    public List<String> remarks() {
        return notCompared.isEmpty() ? List.of() : List.of("put back, not compared: " + String.join(", ", notCompared));
    }

    private R promising(Contract what, String setting, String... names) {
        refuseWhileExplored(setting);
        mustBePromisable(what, setting, names.length == 0);
        if (names.length == 0) {
            contract = what;
        }
        List.of(names).forEach(name -> contracts.put(named(name), what));
        return self();
    }

    @SuppressWarnings("unchecked")
    private R self() {
        return (R) this;
    }
}
