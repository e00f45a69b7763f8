package io.runstwice.explore;

import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The deadline at which the guard ends an exploration, by the machine's clock: between two runs, and also while rows
 * are compared.
 *
 * <p>Small values are computed where they are asked for. Large ones are computed by a thread of their own, which is
 * left behind when the time is over: it is interrupted, and touches nothing but values.
 */
final class Deadline {

    private static final int FEW_ROWS = 1_000;
    private static final int SHORT_TEXT = 1_000_000;

    private final Duration guard;
    private long at;
    private int explored;

    private Deadline(Duration guard, long at) {
        this.guard = guard;
        this.at = at;
    }

    /** No deadline: a year from now. */
    static Deadline none() {
        return in(Duration.ofDays(365));
    }

    /** From now on. */
    static Deadline in(Duration guard) {
        return new Deadline(guard, System.nanoTime() + guard.toNanos());
    }

    /** Allows a little more time, so that a violation can be shown once more; never less. */
    void extend() {
        long longer = System.nanoTime() + Math.max(TimeUnit.SECONDS.toNanos(5), guard.toNanos() / 4);
        at = longer - at > 0 ? longer : at;
    }

    /**
     * Ends the exploration if the time is over.
     *
     * @param schedules how many were explored
     */
    void check(int schedules) {
        explored = schedules;
        if (System.nanoTime() - at > 0) {
            throw over("");
        }
    }

    /**
     * Computes something of a state.
     *
     * @param doing the work, as in "comparing"
     */
    <T> T within(String doing, State state, Supplier<T> pure) {
        return isSmall(state) ? pure.get() : aside(doing, state, pure);
    }

    private <T> T aside(String doing, State state, Supplier<T> pure) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(pure.get());
                    } catch (Throwable failure) {
                        answer.completeExceptionally(failure);
                    }
                },
                "runstwice-judge");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            thread.interrupt();
            throw over(" while " + doing + " " + largest(state));
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while " + doing);
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause());
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }

    private Inconclusive over(String where) {
        return new Inconclusive("the guard of " + guard.toSeconds() + " s ended the exploration" + where + " after "
                + explored + " schedules. Raise Bounds.guard, or watch less");
    }

    private static boolean isSmall(State state) {
        long rows = 0;
        long length = 0;
        for (Table table : state.tables()) {
            rows += table.rows().size();
            length += rows > FEW_ROWS ? 0 : length(table);
        }
        return rows <= FEW_ROWS && length <= SHORT_TEXT;
    }

    /** How long the texts of a table are. */
    private static long length(Table table) {
        long length = 0;
        for (Row row : table.rows()) {
            for (Object cell : row.cells()) {
                length += cell instanceof String text ? text.length() : 1;
            }
        }
        return length;
    }

    private static String largest(State state) {
        List<Table> tables = state.tables();
        return tables.stream()
                .max(Comparator.comparingLong(Deadline::length))
                .map(table -> table.rows().size() + " rows of " + table.resource() + " " + table.name())
                .orElse("rows");
    }
}
