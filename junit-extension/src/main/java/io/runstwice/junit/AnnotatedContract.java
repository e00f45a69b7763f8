package io.runstwice.junit;

import io.runstwice.world.Contract;
import io.runstwice.world.Misuse;
import io.runstwice.world.Promise;
import io.runstwice.world.Promising;
import io.runstwice.world.Resource;
import io.runstwice.world.World;
import java.lang.reflect.Field;
import java.util.List;

/** The contract that {@code @Watched} declares of a field. */
final class AnnotatedContract {

    private AnnotatedContract() {}

    /** Declares it, unless that has been done for an earlier test. */
    static void declare(Field field, Watched watched, Resource resource) {
        List<String> tables = List.of(watched.of());
        List<String> recordedIn = List.of(watched.recordedIn());
        if (watched.contract() == Watched.Contract.AS_BUILT) {
            if (!tables.isEmpty() || !recordedIn.isEmpty()) {
                throw new Misuse(Messages.contractOfNothing(field));
            }
        } else {
            Promising promising =
                    World.promising(resource).orElseThrow(() -> new Misuse(Messages.promisesNothing(field)));
            if (!isPromised(promising.promise(), contract(watched), tables, recordedIn)) {
                promising.promise(contract(watched), tables, recordedIn);
            }
        }
    }

    private static boolean isPromised(
            Promise promise, Contract contract, List<String> tables, List<String> recordedIn) {
        boolean isSaid = tables.isEmpty()
                ? promise.contract().equals(contract)
                : tables.stream().allMatch(table -> promise.of(table).equals(contract));
        return isSaid && promise.recordedIn().containsAll(recordedIn);
    }

    private static Contract contract(Watched watched) {
        return switch (watched.contract()) {
            case AS_BUILT, EXACTLY_ONCE -> Contract.EXACTLY_ONCE;
            case AT_LEAST_ONCE -> Contract.AT_LEAST_ONCE;
            case DOUBLED_ONLY_BY_FAULTS -> Contract.DOUBLED_ONLY_BY_FAULTS;
            case AT_MOST_ONCE -> Contract.AT_MOST_ONCE;
        };
    }
}
