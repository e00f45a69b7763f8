package io.runstwice.run;

import io.runstwice.world.Withheld;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Something that the test says of the world, beyond that it ends like the baseline.
 *
 * @param what as a story says it
 * @param within how long it may take to come true after a run, by the machine's clock; zero if it has to hold after
 *     every interaction
 * @param check whether it holds
 */
public record Invariant(String what, Duration within, Callable<Boolean> check) {

    private static final long LOOK = 5_000_000;

    /** Whether it is asked after every interaction, and not in the end. */
    public boolean isAlways() {
        return within.isZero();
    }

    /** Why it does not hold; an empty text if it does. */
    String refusal() {
        long deadline = System.nanoTime() + within.toNanos();
        String refusal = ask();
        while (!refusal.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK);
            refusal = ask();
        }
        return refusal;
    }

    private String ask() {
        try {
            return check.call()
                    ? ""
                    : isAlways()
                            ? "it does not hold any more"
                            : "it did not come true within " + within.toMillis() + " ms";
        } catch (Withheld locked) {
            return isAlways()
                    ? ""
                    : String.valueOf(locked.getMessage()); // it is asked again after the next interaction
        } catch (Exception | AssertionError failed) {
            return String.valueOf(RelayedFailure.message(failed));
        }
    }
}
