package io.runstwice.world;

import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A running call that its resource keeps waiting until another worker releases something.
 *
 * @param holders the workers that the call waits for; empty if the resource knows none of them
 * @param lock the lock that it waits for, as a story names it: {@code a row of invoices}, {@code advisory lock 42}
 * @param expires whether the job has set a time-out that would end this wait
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Wait(Set<Worker> holders, String lock, boolean expires) {

    public Wait {
        holders = Set.copyOf(holders);
        Objects.requireNonNull(lock, "lock");
    }
}
