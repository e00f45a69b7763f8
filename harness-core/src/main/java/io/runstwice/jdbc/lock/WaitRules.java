package io.runstwice.jdbc.lock;

/**
 * The rules by which waits for locks end on one server, as far as they are known.
 *
 * @param limited whether time-outs are set at the source of sessions
 * @param choosesVictims whether the harness may choose the session that a deadlock refuses
 */
public record WaitRules(boolean limited, boolean choosesVictims) {

    /** Before the server was asked. */
    public static final WaitRules UNKNOWN = new WaitRules(false, false);
}
