package io.runstwice.jdbc.sql;

/**
 * An effect of a statement in a place where the harness neither looks nor puts anything back.
 *
 * @param kind its kind
 * @param what its text: {@code CREATE TABLE}, {@code other.t}
 * @param within the routine whose body says so; nothing if the statement itself does
 */
public record Beyond(Kind kind, String what, String within) {

    /** The kinds of effects of a statement there. */
    public enum Kind {
        /** Tables instead of rows. */
        SCHEMA(
                "the job changes the schema (%s), and the harness puts back rows only: create tables before the test, not in the job"),
        /** A transaction ends in the middle of one statement. */
        COMMIT("the job calls a procedure that commits by itself (%s), and no worker can be killed between its pieces:"
                + " commit in the job instead"),
        /** The same if no transaction is open, where each statement of a procedure commits. */
        PIECES(
                "the job runs a procedure or block without a transaction (%s), so each of its statements commits by itself, and no"
                        + " worker can be killed between them: begin a transaction in the job"),
        /** A file of the server's machine. */
        FILE(
                "the job writes a file of the database's server (%s), which the harness does not watch: write it in the job, through Files,"
                        + " or test the job without it"),
        /** A program of the server's machine. */
        PROGRAM(
                "the job runs a program on the database's server (%s), and the harness does not see what that does: call it from the job,"
                        + " through Effects, or test the job without it"),
        /** A table that is there, but not watched. */
        TABLE("the job writes %s, which Database does not watch and does not put back: give the job a watched Database"
                + " of its own for it, or leave it out: Database.ignoring(…) with its name"),
        /** Another server. */
        SERVER(
                "the job reaches another server through the database (%s), and the harness does not watch that one: reach it from"
                        + " the job, through a resource that is watched"),
        /** {@code pg_largeobject}. */
        LARGE_OBJECT(
                "the job uses large objects (%s), which pass no tap: use bytea or text columns, or test this job without them"),
        /** The server's log of changes, its settings, its slots. */
        LOG(
                "the job changes the server itself (%s), which the harness neither sees nor puts back: test the job without it"),
        /** SQL that is put together while it runs. */
        TEXT(
                "the job runs SQL that is put together by a routine of the database (%s), so what it writes cannot be read:"
                        + " write it out in the routine, or test the job without it"),
        /** Messages to listeners, on channels that only the server knows. */
        CHANNEL(
                "the job notifies a channel whose name is put together by the database (%s), so the harness cannot listen to it:"
                        + " write the channel's name out, or pass it as a parameter"),
        /** Code in another language, of which the catalog says nothing. */
        UNKNOWN(
                "the job runs code that is no SQL (%s), which may do anything, and the harness does not see what it does outside of the database's"
                        + " tables: call it from the job, through Effects, or test the job without it"),
        /**
         * Code in another language, by the authors of the test or of a well-known extension. No doubt: its changes of
         * tables are seen.
         */
        CODE("%s runs code that is no SQL: what it does outside of the database's tables is not seen");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    public Beyond(Kind kind, String what) {
        this(kind, what, "");
    }

    public Beyond in(String routine) {
        return within.isEmpty() ? new Beyond(kind, what, routine) : this;
    }

    /** Whether it only has to be mentioned. */
    public boolean isRemark() {
        return kind == Kind.CODE;
    }

    /** The sentence that reports show. */
    public String sentence() {
        return String.format(kind.sentence, within.isEmpty() ? what : what + " in " + within);
    }
}
