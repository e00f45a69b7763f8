package io.runstwice.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a job threw, told without its class, which is gone with the delivery: a throwable that is held keeps its
 * class and the classes of every frame in it.
 */
public final class RelayedFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final String text;

    private RelayedFailure(Throwable original, @Nullable Throwable cause) {
        this(
                original.getClass().getSimpleName(),
                message(original),
                asked(original::toString, original.getClass().getName()),
                asked(original::getStackTrace, new StackTraceElement[0]),
                cause);
    }

    /**
     * What was thrown in another process.
     *
     * @param type the simple name of its class
     * @param message its message
     * @param text as it prints itself
     * @param frames its stack trace
     * @param cause of it
     */
    public RelayedFailure(
            String type, @Nullable String message, String text, StackTraceElement[] frames, @Nullable Throwable cause) {
        super(message, cause);
        this.type = type;
        this.text = text;
        setStackTrace(frames);
    }

    /**
     * The same failure, holding nothing of the delivery. To be called by code that stays, outside the job's frames.
     *
     * @param stays whether a class is there when the delivery is over
     */
    public static Throwable of(Throwable failure, Predicate<Class<?>> stays) {
        List<Throwable> chain = chain(failure);
        if (chain.stream().allMatch(each -> stays.test(each.getClass()) && each.getSuppressed().length == 0)) {
            chain.forEach(RelayedFailure::forgetFrames);
            return failure;
        }
        RelayedFailure relayed = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            relayed = new RelayedFailure(chain.get(i), relayed);
        }
        return relayed == null ? failure : relayed;
    }

    /**
     * The same failure, or one that says as much as it can be asked: a job's exception has code of its own, which may
     * fail while a report is written.
     */
    public static Throwable readable(Throwable failure) {
        List<Throwable> chain = chain(failure);
        if (chain.stream().allMatch(RelayedFailure::isReadable)) {
            return failure;
        }
        RelayedFailure relayed = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            relayed = new RelayedFailure(chain.get(i), relayed);
        }
        return relayed == null ? failure : relayed;
    }

    private static boolean isReadable(Throwable one) {
        try {
            one.getMessage();
            one.getStackTrace();
            one.getCause();
            return one.toString() != null;
        } catch (Exception | LinkageError | StackOverflowError unable) {
            return false;
        }
    }

    /** What a failure says; if its own code fails at that, so much. */
    public static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (Exception | LinkageError | StackOverflowError unable) {
            return "(its message cannot be read: " + unable.getClass().getSimpleName() + ")";
        }
    }

    private static <T> T asked(Supplier<@Nullable T> question, T otherwise) {
        try {
            T answer = question.get();
            return answer == null ? otherwise : answer;
        } catch (Exception | LinkageError | StackOverflowError unable) {
            return otherwise;
        }
    }

    /** A failure and its causes. By identity: a failure may say that it equals another one, or fail at that. */
    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = failure; each != null && known.add(each); each = cause(each)) {
            chain.add(each);
        }
        return chain;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        try {
            return failure.getCause();
        } catch (Exception | LinkageError | StackOverflowError unable) {
            return null;
        }
    }

    /** The stack trace as text stays; what the JVM keeps beside it are the classes themselves. */
    private static void forgetFrames(Throwable one) {
        StackTraceElement[] trace = one.getStackTrace();
        one.fillInStackTrace();
        one.setStackTrace(trace);
    }

    /** The name of a failure's class, as stories say it. */
    public static String nameOf(Throwable failure) {
        return failure instanceof RelayedFailure relayed
                ? relayed.type
                : failure.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return text;
    }
}
