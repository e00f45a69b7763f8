package io.runstwice.fork;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one process says to the other: a kind, and words that mean nothing but what that kind makes of them.
 *
 * @param words what is said; none of them is ever run
 */
record Message(Kind kind, List<@Nullable String> words) {

    /** What is said, by whom. */
    enum Kind {
        // the test
        STUBS,
        TASK,
        ANSWER,
        REFUSAL,
        ARRIVE,
        EXPIRE,
        LOSING,
        PROCEED,
        LOSE,
        HOLD,
        RETURN,
        THROW,
        // the fork
        WARM,
        UNFIT,
        ASK,
        TELL,
        PASS,
        RESULT,
        BROKE,
        DONE,
        RETURNED,
        THREW,
        QUIET,
        REST
    }

    Message {
        words = Collections.unmodifiableList(words);
    }

    static Message of(Kind kind, @Nullable String... words) {
        return new Message(kind, Arrays.asList(words));
    }

    String word(int index) {
        String word = words.get(index);
        if (word == null) {
            throw new IllegalArgumentException(kind + " lacks its word " + index);
        }
        return word;
    }
}
