package io.runstwice.judge;

import java.util.Set;

/**
 * Columns of ids that are written as a time: {@code System.currentTimeMillis()} as a key, {@code ORD-20261129231400-1}.
 *
 * <p>By its distance from now one such id is as good as another. But other rows name it, so it has to be the id that
 * they name: its time is compared, and it is an id as well. A column holds ids if it is the key of its table, or is
 * called one, and no two baselines wrote the same there.
 *
 * @param domains of these columns
 */
record TimedKeys(Set<String> domains) {

    static final TimedKeys NONE = new TimedKeys(Set.of());

    /** Whether a column holds such ids, or declares that it names some. */
    boolean has(Layout.Field field) {
        return domains.contains(field.domain());
    }
}
