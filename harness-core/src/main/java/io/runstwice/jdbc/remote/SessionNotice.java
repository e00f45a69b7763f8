package io.runstwice.jdbc.remote;

import java.util.Arrays;
import java.util.List;

/**
 * A notice of a database in the process of a delivery to the test's. It crosses as words, since a
 * {@link io.runstwice.world.Line} carries nothing else: a name, and the components.
 */
public sealed interface SessionNotice {

    /** A statement is about to be sent on a session. The answer is {@link Others}. */
    record Begins(long session) implements SessionNotice {}

    /**
     * A statement is being sent.
     *
     * @param expires whether the job has set a time-out that would end its wait
     * @param expiresNow whether that is to end it at once
     */
    record Runs(long session, boolean expires, boolean expiresNow, String sql) implements SessionNotice {}

    /** The statement has come back. */
    record Ended(long session) implements SessionNotice {}

    /** A statement that asks what time it is is about to be sent. */
    record ReadsNow(String sql) implements SessionNotice {}

    /** A statement may take some rows, and change some tables. */
    record Touches(String sql) implements SessionNotice {}

    /** The job has read more than one row of a statement, or left off after the first. */
    record Gave(String sql) implements SessionNotice {}

    /** The job notifies a channel. The answer says that the test listens to the channel. */
    record Notifies(String channel) implements SessionNotice {}

    /**
     * The answer to {@link Begins}.
     *
     * @param others whether another living worker uses the database
     * @param sacrificed whether this session is to be refused if its wait closes a cycle
     */
    record Others(boolean others, boolean sacrificed) {

        String text() {
            return others + " " + sacrificed;
        }

        static Others of(String text) {
            NoticeWords words = new NoticeWords(List.of(text.split(" ")));
            return words.whole(new Others(words.flag(), words.flag()));
        }
    }

    /** As words for the line. */
    default String[] words() {
        if (this instanceof Begins begins) {
            return words("begins", begins.session());
        }
        if (this instanceof Runs runs) {
            return words("runs", runs.session(), runs.expires(), runs.expiresNow(), runs.sql());
        }
        if (this instanceof Ended ended) {
            return words("ended", ended.session());
        }
        if (this instanceof ReadsNow readsNow) {
            return words("reads now", readsNow.sql());
        }
        if (this instanceof Touches touches) {
            return words("touches", touches.sql());
        }
        if (this instanceof Gave gave) {
            return words("gave", gave.sql());
        }
        if (this instanceof Notifies notifies) {
            return words("notifies", notifies.channel());
        }
        throw new IllegalStateException("no words for " + this);
    }

    private static String[] words(Object... parts) {
        return Arrays.stream(parts).map(String::valueOf).toArray(String[]::new);
    }

    /**
     * The notice that these words tell of; the first of them is its name.
     *
     * @throws IllegalArgumentException if they tell of none
     */
    static SessionNotice of(List<String> all) {
        NoticeWords words = new NoticeWords(all);
        return words.whole(
                switch (words.text()) {
                    case "begins" -> new Begins(words.number());
                    case "runs" -> new Runs(words.number(), words.flag(), words.flag(), words.text());
                    case "ended" -> new Ended(words.number());
                    case "reads now" -> new ReadsNow(words.text());
                    case "touches" -> new Touches(words.text());
                    case "gave" -> new Gave(words.text());
                    case "notifies" -> new Notifies(words.text());
                    default -> throw new IllegalArgumentException("a database does not understand " + all);
                });
    }
}
