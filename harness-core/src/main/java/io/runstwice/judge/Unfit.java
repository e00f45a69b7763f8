package io.runstwice.judge;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs cannot be judged by these baselines. Not a verdict on the job: the exploration is inconclusive.
 *
 * <p>The message is a fact and the way out.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unfit(String reason) {
        super(reason);
    }

    /** A cell that counts differs between two runs of the same. */
    static Unfit differs(String column, @Nullable Object first, @Nullable Object second) {
        return new Unfit(column + " was " + first + " after the first run and " + second
                + " after another one without any fault; make the job deterministic there: does it read the clock, random numbers"
                + " or the order of rows?");
    }
}
