package io.runstwice.jdbc.source;

import java.sql.SQLException;
import java.util.Map;

/** The probable breakage of a database that refuses the harness, by the class of its SQL state, with the way out. */
public final class Breakage {

    private static final Map<String, String> BY_STATE = Map.of(
            "42501", "the harness's user has lost a right that it had: let the job grant and revoke nothing",
            "53", "the server has run out of disk, memory or connections: give it more, or let the job write less",
            "57", "the server or the harness's session was ended: let the job end neither",
            "08",
                    "the connection to the server is gone: let the job end neither the server, nor sessions, nor the data source",
            "3F", "a schema is gone: let the job change no schema",
            "42", "what is watched is not as it was when the exploration began: let the job change no schema",
            "90",
                    "what is watched is not as it was when the exploration began: let the job change no schema, and not end the"
                            + " database");

    private static final String OTHERWISE =
            "did the job, or something beside it, change the schema, end the session or close the data source?";

    private Breakage() {}

    public static String wayOut(SQLException refusal) {
        String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
        String known = BY_STATE.getOrDefault(state, BY_STATE.get(state.substring(0, Math.min(2, state.length()))));
        return "; " + (known == null ? OTHERWISE : known);
    }
}
