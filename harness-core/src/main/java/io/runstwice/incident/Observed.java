package io.runstwice.incident;

import io.runstwice.judge.Violation;
import org.jspecify.annotations.Nullable;

/** One thing that a report says the customer saw. */
sealed interface Observed {

    /** Where it is said. */
    int line();

    /** Which table it is about: resource and name, or some of their words; null for none. */
    @Nullable
    String where();

    /**
     * So many rows.
     *
     * @param instead how many there should be, or -1 if that is not said
     */
    record Rows(int line, String where, int count, int instead) implements Observed {

        @Override
        public String toString() {
            return where + ": " + count + (count == 1 ? " row" : " rows")
                    + (instead < 0 ? "" : " instead of " + instead);
        }
    }

    /** A cell of a row that should hold something else. */
    record Cell(
            int line,
            String where,
            String column,
            String value,
            @Nullable String instead) implements Observed {

        @Override
        public String toString() {
            return where + "." + column + ": " + value + (instead == null ? "" : " instead of " + instead);
        }
    }

    /** A kind of violation, of a table or at all. */
    record Kind(int line, @Nullable String where, Violation.Kind kind) implements Observed {

        @Override
        public String toString() {
            return kind + (where == null ? "" : " on " + where);
        }
    }

    /** Something that the test says with {@code always} or {@code eventually}. */
    record Broken(int line, String what) implements Observed {

        @Override
        public @Nullable String where() {
            return null;
        }

        @Override
        public String toString() {
            return "broken: " + what;
        }
    }
}
