package io.runstwice.world;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/**
 * The declarations of a test about a resource: contracts, and other legal final states.
 *
 * @param contract holds for every table without one of its own
 * @param byTable contracts of single tables or endpoints
 * @param accepted other legal final states, by name; asked on the harness's thread after a run whose state of this
 *     resource differs from the baseline's
 * @param recordedIn where the effects of this resource that are {@linkplain Contract#DOUBLED_ONLY_BY_FAULTS doubled
 *     only by faults} are recorded: {@code jobs}, or {@code db/jobs}; empty for the first durable change that follows
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Promise(
        Contract contract,
        Map<String, Contract> byTable,
        Map<String, BooleanSupplier> accepted,
        List<String> recordedIn) {

    /** Exactly once, everywhere. */
    public static final Promise EXACTLY_ONCE = new Promise(Contract.EXACTLY_ONCE, Map.of(), Map.of());

    public Promise {
        Objects.requireNonNull(contract, "contract");
        byTable = Map.copyOf(byTable);
        accepted = Map.copyOf(accepted);
        recordedIn = List.copyOf(recordedIn);
    }

    /** A promise that says nothing of records. */
    public Promise(Contract contract, Map<String, Contract> byTable, Map<String, BooleanSupplier> accepted) {
        this(contract, byTable, accepted, List.of());
    }

    /** The contract of one table. */
    public Contract of(String table) {
        return byTable.getOrDefault(table, contract);
    }
}
