package io.runstwice.jdbc.remote;

import java.util.Iterator;
import java.util.List;

/**
 * Reads the words of a {@link SessionNotice} one after the other. Refuses a wrong word, too few words, and too many.
 */
final class NoticeWords {

    private final List<String> all;
    private final Iterator<String> left;

    NoticeWords(List<String> all) {
        this.all = all;
        this.left = all.iterator();
    }

    String text() {
        if (!left.hasNext()) {
            throw refused("too few words");
        }
        return left.next();
    }

    long number() {
        return Long.parseLong(text());
    }

    boolean flag() {
        String word = text();
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(word + " is neither true nor false");
        };
    }

    /** The value that was read, if no word is left. */
    <T> T whole(T read) {
        if (left.hasNext()) {
            throw refused("too many words");
        }
        return read;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("a database does not understand " + all + ": " + why);
    }
}
