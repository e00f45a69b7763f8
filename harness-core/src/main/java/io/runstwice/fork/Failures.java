package io.runstwice.fork;

import io.runstwice.run.RelayedFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What a job threw, as words: nothing of its class crosses. A failed assertion or assumption comes out as one, since it is a word of the test
 * itself; everything else as {@link RelayedFailure}.
 */
final class Failures {

    private static final int FRAME = 4;
    private static final int FIXED = 6;
    private static final int MOST_FRAMES = 200;

    private Failures() {}

    /** The last cause first, so that it can be put together in order. */
    static List<@Nullable String> words(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = RelayedFailure.readable(failure);
                each != null && !chain.contains(each);
                each = each.getCause()) {
            chain.add(0, each);
        }
        List<@Nullable String> words = new ArrayList<>();
        chain.forEach(each -> add(each, words));
        return words;
    }

    private static void add(Throwable one, List<@Nullable String> words) {
        StackTraceElement[] frames = one.getStackTrace();
        int count = Math.min(frames.length, MOST_FRAMES);
        words.add(RelayedFailure.nameOf(one));
        words.add(kind(one));
        words.add(one.getMessage());
        words.add(one.toString());
        words.add(one instanceof SQLException refusal ? refusal.getSQLState() : null);
        words.add(String.valueOf(count));
        for (int i = 0; i < count; i++) {
            words.add(frames[i].getClassName());
            words.add(frames[i].getMethodName());
            words.add(frames[i].getFileName());
            words.add(String.valueOf(frames[i].getLineNumber()));
        }
    }

    private static String kind(Throwable one) {
        if (one instanceof AssertionError) {
            return "assertion";
        }
        return one instanceof TestAbortedException ? "assumption" : "failure";
    }

    /** The failure that the words tell of, from the place where they begin. */
    static Throwable of(Message message, int from) {
        Throwable cause = null;
        int at = from;
        while (at < message.words().size()) {
            StackTraceElement[] frames = frames(message, at + FIXED);
            cause = one(message, at, frames, cause);
            at += FIXED + FRAME * frames.length;
        }
        return cause == null ? new IllegalStateException("nothing was thrown") : cause;
    }

    private static Throwable one(Message message, int at, StackTraceElement[] frames, @Nullable Throwable cause) {
        String text = message.words().get(at + 2);
        Throwable failure =
                switch (message.word(at + 1)) {
                    case "assertion" -> new AssertionFailedError(text, cause);
                    case "assumption" -> new TestAbortedException(text, cause);
                    default -> new RelayedFailure(message.word(at), text, told(message, at), frames, cause);
                };
        failure.setStackTrace(frames);
        return failure;
    }

    /** As it printed itself; the state that a database gave is part of what happened. */
    private static String told(Message message, int at) {
        String state = message.words().get(at + 4);
        return message.word(at + 3) + (state == null ? "" : " (SQLState " + state + ")");
    }

    private static StackTraceElement[] frames(Message message, int at) {
        StackTraceElement[] frames = new StackTraceElement[Integer.parseInt(message.word(at - 1))];
        for (int i = 0; i < frames.length; i++) {
            int frame = at + FRAME * i;
            frames[i] = new StackTraceElement(
                    message.word(frame),
                    message.word(frame + 1),
                    message.words().get(frame + 2),
                    Integer.parseInt(message.word(frame + 3)));
        }
        return frames;
    }
}
