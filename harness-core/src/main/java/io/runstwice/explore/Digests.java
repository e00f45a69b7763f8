package io.runstwice.explore;

/**
 * A number for each of many digests, in some thirty bytes: a hash table with open addressing and linear probing (Knuth,
 * The Art of Computer Programming, vol. 3, 6.4). An exploration of 100,000 schedules knows about a million. Not
 * thread-safe.
 */
final class Digests {

    private long[] high = new long[64];
    private long[] low = new long[64];
    private int[] numbers = new int[64];
    private int size;

    int size() {
        return size;
    }

    /**
     * The number of this one.
     *
     * @param unknown if it has none
     */
    int get(Digest digest, int unknown) {
        int number = numbers[slot(digest.high(), digest.low())];
        return number == 0 ? unknown : number - 1;
    }

    /**
     * Gives it this number from now on.
     *
     * @param number not negative
     */
    void put(Digest digest, int number) {
        if (4 * (size + 1) > 3 * numbers.length) {
            grow();
        }
        if (put(digest.high(), digest.low(), number + 1)) {
            size++;
        }
    }

    private boolean put(long ofHigh, long ofLow, int stored) {
        int slot = slot(ofHigh, ofLow);
        boolean isNew = numbers[slot] == 0;
        high[slot] = ofHigh;
        low[slot] = ofLow;
        numbers[slot] = stored;
        return isNew;
    }

    /** Where it is, or would be; a digest is as good as a random number. */
    private int slot(long ofHigh, long ofLow) {
        int mask = numbers.length - 1;
        int slot = (int) ofLow & mask;
        while (numbers[slot] != 0 && (high[slot] != ofHigh || low[slot] != ofLow)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] old = numbers;
        high = new long[2 * old.length];
        low = new long[2 * old.length];
        numbers = new int[2 * old.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                put(oldHigh[i], oldLow[i], old[i]);
            }
        }
    }
}
