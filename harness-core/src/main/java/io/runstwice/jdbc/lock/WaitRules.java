package io.runstwice.jdbc.lock;

/**
 * What is known of how waits for locks end on one server.
 *
 * @param limited whether time-outs are set wherever sessions come from
 * @param choosesVictims whether the harness may say who ends a deadlock
 */
public record WaitRules(boolean limited, boolean choosesVictims) {

    /** Before the server was asked. */
    public static final WaitRules UNKNOWN = new WaitRules(false, false);
}
