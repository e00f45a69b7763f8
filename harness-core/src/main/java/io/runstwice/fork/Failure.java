package io.runstwice.fork;

import io.runstwice.run.RelayedFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The failure of a job, as data: nothing of its class crosses. A failed assertion or assumption comes out as one,
 * since it is a word of the test itself; everything else as {@link RelayedFailure}.
 *
 * @param chain the throwable, then its cause, then the cause of that; at least one
 */
record Failure(List<Link> chain) {

    private static final int MOST_FRAMES = 200;

    /** The kind of throwable that stands for it in the test. */
    enum Kind {
        ASSERTION,
        ASSUMPTION,
        OTHER
    }

    /**
     * One throwable of the chain.
     *
     * @param type the simple name of its class
     * @param text as it prints itself
     * @param sqlState what a database gave
     * @param frames its stack trace, cut after 200
     */
    record Link(
            String type,
            Kind kind,
            Optional<String> message,
            String text,
            Optional<String> sqlState,
            List<Frame> frames) {

        Link {
            frames = List.copyOf(frames);
        }

        private static Link of(Throwable one) {
            return new Link(
                    RelayedFailure.nameOf(one),
                    kindOf(one),
                    Optional.ofNullable(one.getMessage()),
                    one.toString(),
                    one instanceof SQLException refusal ? Optional.ofNullable(refusal.getSQLState()) : Optional.empty(),
                    Arrays.stream(one.getStackTrace())
                            .limit(MOST_FRAMES)
                            .map(Frame::of)
                            .toList());
        }

        private static Kind kindOf(Throwable one) {
            if (one instanceof AssertionError) {
                return Kind.ASSERTION;
            }
            return one instanceof TestAbortedException ? Kind.ASSUMPTION : Kind.OTHER;
        }

        private Throwable throwable(@Nullable Throwable cause) {
            String told = message.orElse(null);
            StackTraceElement[] trace = frames.stream().map(Frame::element).toArray(StackTraceElement[]::new);
            Throwable failure =
                    switch (kind) {
                        case ASSERTION -> new AssertionFailedError(told, cause);
                        case ASSUMPTION -> new TestAbortedException(told, cause);
                        case OTHER -> new RelayedFailure(type, told, textWithState(), trace, cause);
                    };
            failure.setStackTrace(trace);
            return failure;
        }

        /** The state that a database gave is part of what happened. */
        private String textWithState() {
            return text + sqlState.map(state -> " (SQLState " + state + ")").orElse("");
        }
    }

    /**
     * A line of a stack trace.
     *
     * @param line negative if it is not known
     */
    record Frame(String type, String method, Optional<String> file, int line) {

        private static Frame of(StackTraceElement element) {
            return new Frame(
                    element.getClassName(),
                    element.getMethodName(),
                    Optional.ofNullable(element.getFileName()),
                    element.getLineNumber());
        }

        private StackTraceElement element() {
            return new StackTraceElement(type, method, file.orElse(null), line);
        }
    }

    Failure {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a failure without a throwable");
        }
    }

    static Failure of(Throwable thrown) {
        List<Throwable> known = new ArrayList<>();
        for (Throwable each = RelayedFailure.readable(thrown);
                each != null && !known.contains(each);
                each = each.getCause()) {
            known.add(each);
        }
        return new Failure(known.stream().map(Link::of).toList());
    }

    /** The throwable that stands for it in the test, put together from the last cause on. */
    Throwable throwable() {
        Throwable outer = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            outer = chain.get(i).throwable(outer);
        }
        return Objects.requireNonNull(outer);
    }
}
