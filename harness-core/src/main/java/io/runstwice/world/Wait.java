package io.runstwice.world;

import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A running call that its resource keeps waiting until another worker releases something.
 *
 * @param holders the workers it waits for; empty if they are none that the resource knows
 * @param lock what it waits for, as a story says it: {@code a row of invoices}, {@code advisory lock 42}
 * @param expires whether the job has set a time-out that would end this wait
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Wait(Set<Worker> holders, String lock, boolean expires) {

    public Wait {
        holders = Set.copyOf(holders);
        Objects.requireNonNull(lock, "lock");
    }
}
