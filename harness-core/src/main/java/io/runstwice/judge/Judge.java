package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Contract;
import io.runstwice.world.Promise;
import io.runstwice.world.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Says whether the final state of a run is the baseline's.
 *
 * <p>States are compared in canonical form: rows as a bag up to a renaming of generated values, a time within the run as "now",
 * numbers by value; single cells that differed between the baselines are masked. What remains must be equal, under each
 * resource's contract.
 *
 * <p>Pure: no I/O, no clock. Immutable, so thread-safe. It cannot see what was not observed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Judge {

    private final Baselines baselines;
    private final Map<String, Promise> promises;

    private Judge(Baselines baselines, Map<String, Promise> promises) {
        this.baselines = baselines;
        this.promises = promises;
    }

    /**
     * Learns from the baselines what is noise.
     *
     * @param given the state before any delivery
     * @param baselines the first run, and others of the same schedule, one of them perturbed; at least one
     * @param promises what the test declared, by the name of the resource; exactly once for the others
     * @throws Unfit if the baselines contradict each other, or changed nothing
     */
    public static Judge of(State given, List<Observation> baselines, Map<String, Promise> promises) {
        return new Judge(Baselines.learn(given, baselines), Map.copyOf(promises));
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
        List<Difference> differences = differences(run, accepted);
        if (!settled) {
            return Optional.of(new Violation(Kind.STUCK, differences));
        } else if (differences.isEmpty()) {
            return Optional.empty();
        }
        List<Kind> kinds = differences.stream().map(Difference::kind).toList();
        return Optional.of(new Violation(Kinds.worst(kinds), differences));
    }

    private List<Difference> differences(Observation run, Set<String> accepted) {
        Side actual = baselines
                .read(run)
                .only(line -> !accepted.contains(line.layout().resource()));
        Side expected = accepted.isEmpty()
                ? baselines.expected()
                : baselines
                        .expected()
                        .only(line -> !accepted.contains(line.layout().resource()));
        return new Contracts(this::contract).differences(expected, actual);
    }

    /** The contract of one table. */
    public Contract contract(String resource, String table) {
        return promises.getOrDefault(resource, Promise.EXACTLY_ONCE).of(table);
    }

    private Contract contract(Layout layout) {
        return contract(layout.resource(), layout.table());
    }

    /**
     * What is compared, for the certificate: one line for each resource and contract, as in {@code gateway: /v1/charges (exactly
     * once)}.
     */
    public List<String> compared() {
        Map<String, Map<Contract, List<String>>> tables = new TreeMap<>();
        for (Layout layout : baselines.layouts()) {
            tables.computeIfAbsent(layout.resource(), any -> new TreeMap<>())
                    .computeIfAbsent(contract(layout), any -> new ArrayList<>())
                    .add(layout.table());
        }
        List<String> lines = new ArrayList<>();
        tables.forEach((resource, contracts) -> contracts.forEach(
                (contract, names) -> lines.add(resource + ": " + String.join(", ", names) + " (" + contract + ")")));
        return lines;
    }

    /** What is noise, for the certificate, one column each: {@code charge_requests.updated_at (time)}. */
    public List<String> noise() {
        return baselines.noise();
    }
}
