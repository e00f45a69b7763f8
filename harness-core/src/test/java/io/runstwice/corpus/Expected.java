package io.runstwice.corpus;

import io.runstwice.Verdict;
import java.util.Locale;

/** What a job is by how it was built. */
sealed interface Expected {

    /** Whether the harness said just that. */
    boolean isWhat(Verdict verdict);

    /** Whether it is known that the harness says this word although it is not so. */
    default boolean isKnownAs(String said) {
        return false;
    }

    record Safe() implements Expected {
        @Override
        public boolean isWhat(Verdict verdict) {
            return verdict.isSafe();
        }

        @Override
        public String toString() {
            return "safe";
        }
    }

    record Unsafe() implements Expected {
        @Override
        public boolean isWhat(Verdict verdict) {
            return verdict.isUnsafe();
        }

        @Override
        public String toString() {
            return "unsafe";
        }
    }

    /** Nothing that the harness can judge: it has to say so, and to name what it is. */
    record Named(String word) implements Expected {
        @Override
        public boolean isWhat(Verdict verdict) {
            return verdict.isInconclusive() && isIn(verdict.toString());
        }

        boolean isIn(String text) {
            return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "inconclusive, because of " + word;
        }
    }

    /**
     * A job that the harness is known to judge wrong, always or at times: counted like any other that is.
     *
     * @param said what the harness says instead
     * @param because why it does
     */
    record Deviating(Expected built, String said, String because) implements Expected {
        @Override
        public boolean isWhat(Verdict verdict) {
            return built.isWhat(verdict);
        }

        @Override
        public boolean isKnownAs(String other) {
            return said.equals(other);
        }

        @Override
        public String toString() {
            return built + ", and known to be called " + said + " because " + because;
        }
    }
}
