package io.runstwice.jdbc;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The objects that were opened and have to be closed, the last one first. Each is closed even if closing another one
 * fails. For one thread.
 */
final class Closing {

    /** Closes one thing. */
    @FunctionalInterface
    interface Step {
        void now() throws SQLException;
    }

    private final Deque<Step> steps = new ArrayDeque<>();

    void then(Step step) {
        steps.push(step);
    }

    /** Closes everything, after a failure that is what people have to hear of. */
    void after(Throwable failure) {
        Throwable more = all();
        if (more != null && more != failure) {
            failure.addSuppressed(more);
        }
    }

    void close() throws SQLException {
        Throwable failure = all();
        if (failure instanceof SQLException one) {
            throw one;
        } else if (failure instanceof RuntimeException one) {
            throw one;
        }
    }

    private @Nullable Throwable all() {
        Throwable first = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().now();
            } catch (SQLException | RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else if (first != failure) {
                    first.addSuppressed(failure);
                }
            }
        }
        return first;
    }
}
