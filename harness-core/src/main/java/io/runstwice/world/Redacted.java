package io.runstwice.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands for a failure that told a secret, and prints like it, but for that. */
final class Redacted extends Exception {

    private static final long serialVersionUID = 1L;

    private final String text;

    private Redacted(Throwable original, @Nullable Throwable cause) {
        super(shown(original.getMessage()), cause);
        this.text = Redaction.ofLines(original.toString());
        setStackTrace(original.getStackTrace());
    }

    static Throwable of(Throwable failure) {
        return of(failure, new ArrayList<>());
    }

    private static Throwable of(Throwable failure, List<Throwable> above) {
        List<Throwable> all = all(failure, new ArrayList<>());
        if (above.contains(failure) || all.stream().allMatch(Redacted::isClean)) {
            return failure;
        }
        above.add(failure);
        Throwable cause = failure.getCause();
        Redacted redacted = new Redacted(failure, cause == null || above.contains(cause) ? null : of(cause, above));
        Arrays.stream(failure.getSuppressed())
                .filter(one -> !above.contains(one))
                .map(one -> of(one, above))
                .forEach(redacted::addSuppressed);
        return redacted;
    }

    /** A failure, its causes, and the failures that they suppressed. */
    private static List<Throwable> all(@Nullable Throwable failure, List<Throwable> found) {
        if (failure != null && !found.contains(failure)) {
            found.add(failure);
            all(failure.getCause(), found);
            Arrays.stream(failure.getSuppressed()).forEach(one -> all(one, found));
        }
        return found;
    }

    private static boolean isClean(Throwable one) {
        String message = shown(one.getMessage());
        return String.valueOf(message).equals(String.valueOf(one.getMessage()))
                && one.toString().equals(Redaction.ofLines(one.toString()));
    }

    private static @Nullable String shown(@Nullable String message) {
        return message == null ? null : Redaction.ofLines(message);
    }

    @Override
    public String toString() {
        return text;
    }
}
