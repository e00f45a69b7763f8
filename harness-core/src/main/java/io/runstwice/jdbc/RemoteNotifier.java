package io.runstwice.jdbc;

import io.runstwice.world.Line;

/**
 * What a database in the process of a delivery tells the test's: which statement runs on which session, and which tables it may change; and
 * what it has to know of the others before a statement is sent.
 *
 * @param line leads there
 */
record RemoteNotifier(Line line) {

    static final String BEGINS = "begins";
    static final String RUNS = "runs";
    static final String ENDED = "ended";
    static final String TOUCHES = "touches";
    static final String NOTIFIES = "notifies";
    static final String GAVE = "gave";

    /**
     * What the test knows.
     *
     * @param others whether another living worker uses the database
     * @param sacrificed whether this one is to be refused if its wait closes a cycle
     */
    record Others(boolean others, boolean sacrificed) {}

    static String answer(boolean others, boolean sacrificed) {
        return others + " " + sacrificed;
    }

    Others begins(long session) {
        String[] answer = line.ask(BEGINS, String.valueOf(session)).split(" ");
        return new Others(Boolean.parseBoolean(answer[0]), Boolean.parseBoolean(answer[1]));
    }

    void runs(long session, boolean expires, boolean now, Sql sql) {
        line.tell(RUNS, String.valueOf(session), String.valueOf(expires), String.valueOf(now), sql.text);
    }

    void ended(long session) {
        line.tell(ENDED, String.valueOf(session));
    }

    /** The answer says that somebody listens. */
    void notifies(String channel) {
        line.ask(NOTIFIES, channel);
    }

    void gave(Sql sql) {
        line.tell(GAVE, sql.text);
    }

    void touches(Sql sql) {
        line.tell(TOUCHES, sql.text);
    }
}
