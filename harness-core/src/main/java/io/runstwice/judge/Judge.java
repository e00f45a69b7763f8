package io.runstwice.judge;

import io.runstwice.judge.Violation.Kind;
import io.runstwice.world.Contract;
import io.runstwice.world.Promise;
import io.runstwice.world.State;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
     * @param accepted whether one of the other legal final states of a resource holds; asked by name, once, and only for a
     *     resource that differs
     * @return nothing if the run is right
     * @throws Unfit if the state cannot be compared
     */
    public Optional<Violation> judge(Observation run, boolean settled, Predicate<String> accepted) {
        List<Difference> differences = differences(run, accepted);
        if (!settled) {
            return Optional.of(new Violation(Kind.STUCK, differences));
        } else if (differences.isEmpty()) {
            return Optional.empty();
        }
        List<Kind> kinds = differences.stream().map(Difference::kind).toList();
        return Optional.of(new Violation(Kinds.worst(kinds), differences));
    }

    private List<Difference> differences(Observation run, Predicate<String> accepted) {
        Side expected = baselines.expected();
        Side actual = baselines.read(run);
        Contracts contracts = new Contracts(this::contract);
        Set<String> asked = new HashSet<>();
        while (true) {
            List<Difference> differences = contracts.differences(expected, actual);
            Set<String> legal = new HashSet<>();
            differences.stream()
                    .map(Difference::resource)
                    .filter(asked::add)
                    .filter(accepted)
                    .forEach(legal::add);
            if (legal.isEmpty()) {
                return differences;
            }
            expected = expected.only(line -> !legal.contains(line.layout().resource()));
            actual = actual.only(line -> !legal.contains(line.layout().resource()));
        }
    }

    private Contract contract(Layout layout) {
        return promises.getOrDefault(layout.resource(), Promise.EXACTLY_ONCE).of(layout.table());
    }

    /** What is compared, for the certificate: {@code db: users, charge_requests; gateway: /v1/charges (exactly once)}. */
    public List<Compared> compared() {
        return baselines.layouts().stream()
                .map(layout -> new Compared(layout.resource(), layout.table(), contract(layout)))
                .toList();
    }

    /**
     * A table that is compared.
     *
     * @param resource its resource
     * @param table its name
     * @param contract what it promises
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Compared(String resource, String table, Contract contract) {}

    /** What is noise, for the certificate, one column each: {@code charge_requests.updated_at (time)}. */
    public List<String> noise() {
        return baselines.noise();
    }
}
