package io.runstwice.world;

import java.util.Comparator;
import org.apiguardian.api.API;

/**
 * The promise of a resource, or of one table or endpoint of it: the measure for surplus and missing rows.
 *
 * <p>Immutable. Two contracts with the same words are the same object, but for {@link #atMost}: compare them with
 * {@code equals}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Contract implements Comparable<Contract> {

    /** Neither doubles nor losses. The default. */
    public static final Contract EXACTLY_ONCE = new Contract("exactly once", 1, false, false);

    /** Doubles allowed, loss not. */
    public static final Contract AT_LEAST_ONCE = new Contract("at least once", Integer.MAX_VALUE, false, false);

    /** Loss allowed, doubles not. */
    public static final Contract AT_MOST_ONCE = new Contract("at most once", 1, true, false);

    /**
     * Loss not allowed, and a double only where a fault came between an effect and its record: what a careful job can
     * promise of a receiver that knows no keys.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public static final Contract DOUBLED_ONLY_BY_FAULTS =
            new Contract("at least once, doubled only by faults", Integer.MAX_VALUE, false, true);

    private static final Comparator<Contract> ORDER = Comparator.comparing(Contract::allowsLoss)
            .thenComparing(Contract::most)
            .thenComparing(Contract::isDoubledOnlyByFaults);

    private final String words;
    private final int most;
    private final boolean loss;
    private final boolean onlyByFaults;

    private Contract(String words, int most, boolean loss, boolean onlyByFaults) {
        this.words = words;
        this.most = most;
        this.loss = loss;
        this.onlyByFaults = onlyByFaults;
    }

    /**
     * Loss not allowed, and no row of the baseline more than this many times as often as there, under every fault and
     * order.
     *
     * @param times at least 1, which is exactly once
     * @throws Misuse if it is less
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public static Contract atMost(int times) {
        if (times < 1) {
            throw new Misuse("atMost(n) says how often an effect may take place, so n is at least 1, but it was "
                    + times + ". Declare atMostOnce() if it may be lost");
        }
        return times == 1
                ? EXACTLY_ONCE
                : new Contract("at least once, at most " + times + " times", times, false, false);
    }

    /** Whether rows of the baseline may be missing. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public boolean allowsLoss() {
        return loss;
    }

    /** How many times as often as in the baseline a row may be there. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public int most() {
        return most;
    }

    /** Whether each surplus row needs a fault that excuses it. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public boolean isDoubledOnlyByFaults() {
        return onlyByFaults;
    }

    /** The stricter one first. */
    @Override
    public int compareTo(Contract other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contract contract && compareTo(contract) == 0;
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** As reports say it: {@code at least once}. */
    @Override
    public String toString() {
        return words;
    }
}
