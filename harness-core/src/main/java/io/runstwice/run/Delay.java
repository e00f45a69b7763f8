package io.runstwice.run;

import io.runstwice.schedule.Turn;
import java.time.Duration;
import java.util.List;

/**
 * How much time really passes where a schedule says {@code 1h later}.
 *
 * <p>A little less than it says, or a little more where a delivery has refused before: an odd number of seconds that no
 * job adds by chance. So what a job adds to a time never equals what time took from it, and a lease of exactly that
 * length is met before its end and after it. The odd part follows from the words of the delay alone: the same line
 * passes the same time, and states that different schedules lead to stay comparable.
 */
public final class Delay {

    /** Primes, so that none is a multiple of another one or of what people write. */
    private static final List<Integer> ODD = List.of(11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47);

    /** The odd part is less than this part of the delay. */
    private static final int PART = 8;

    private Delay() {}

    /** What passes before a delivery that comes late. */
    public static Duration late(Duration said) {
        return said.minus(odd(said));
    }

    /** What passes after a delivery has refused: a message that is refused even then is stuck. */
    public static Duration afterRefusal(Duration said) {
        return said.plus(odd(said));
    }

    /** The one or the other, by what has happened so far. */
    static Duration of(Duration said, List<Turn> turns, List<Step> steps) {
        return hasRefused(turns, steps) ? afterRefusal(said) : late(said);
    }

    /** Whole seconds where there is room for three of them: more than twice what two clocks may differ by. */
    private static Duration odd(Duration said) {
        int prime = ODD.get(Math.floorMod(said.toString().hashCode(), ODD.size()));
        long room = said.toMillis() / PART;
        if (room > prime * 1_000L) {
            return Duration.ofSeconds(prime);
        }
        return room >= 3_000 ? Duration.ofSeconds((room / 1_000 - 1) | 1) : Duration.ofMillis(room | 1);
    }

    /** Whether a delivery gave its message back, since time passed last, without any fault of its own. */
    private static boolean hasRefused(List<Turn> turns, List<Step> steps) {
        for (int i = steps.size() - 1; i >= 0 && !passesTime(steps.get(i)); i--) {
            if (steps.get(i) instanceof Step.Ended ended && isRefusal(ended, turns)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passesTime(Step step) {
        return step instanceof Step.Passing
                || step instanceof Step.Began began && !began.later().isZero();
    }

    private static boolean isRefusal(Step.Ended ended, List<Turn> turns) {
        return ended.ending() instanceof Ending.Threw
                && ended.worker().isDelivery()
                && Refusals.isFaultless(ended.worker(), turns);
    }
}
