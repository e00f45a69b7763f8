package io.runstwice.jdbc.state;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a worker reads the rows of one answer. One row alone has no order; the first of several shows where the rows
 * lie, and so does each row after it.
 */
public final class RowsRead {

    private static final Set<String> LEAPS = Set.of("last", "absolute", "relative", "previous", "afterLast");

    private final Unordered unordered;
    private final Runnable gave;
    private int rows;
    private boolean decided;

    /** @param gave is told when it is known that the order of the rows matters */
    public RowsRead(Unordered unordered, Runnable gave) {
        this.unordered = unordered;
        this.gave = gave;
    }

    /** The worker has called this, and this came back. */
    public void did(String method, @Nullable Object value) {
        if (decided) {
            return;
        }
        boolean moved = method.equals("next") || method.equals("first");
        if (moved && Boolean.TRUE.equals(value)) {
            isAt(++rows);
        } else if (moved) {
            unordered.isNot(this);
            decided = true;
        } else if (LEAPS.contains(method) || (method.equals("close") && rows > 0)) {
            matters();
        }
    }

    private void isAt(int row) {
        if (row > 1) {
            matters();
        } else {
            unordered.mayBe(this);
        }
    }

    /** It was left where it is, or more than one row was read. */
    void matters() {
        decided = true;
        unordered.isNot(this);
        gave.run();
    }
}
