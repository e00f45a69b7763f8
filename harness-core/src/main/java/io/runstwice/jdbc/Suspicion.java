package io.runstwice.jdbc;

/** Says when a job does what the harness can neither stop at nor put back. */
final class Suspicion {

    private Suspicion() {}

    static void of(Sql sql, Wire wire) {
        if (sql.changesSchema()) {
            wire.gate()
                    .doubt("the job changes the schema (" + sql.label
                            + "), and the harness puts back rows only: create tables before the test, not in the job");
        }
        if (sql.isTwoPhase()) {
            wire.gate()
                    .doubt("the job takes part in a two-phase commit (" + sql.label
                            + "), whose coordinator the harness does not see: test it with local transactions");
        }
        if (wire.catalog().callsCommitting(sql)) {
            wire.gate()
                    .doubt("the job calls a procedure that commits by itself (" + sql.label
                            + "), and no worker can be killed between its pieces: commit in the job instead");
        }
    }

    static void unwrapped(Wire wire, Class<?> type) {
        wire.gate()
                .doubt("the job unwrapped " + type.getName()
                        + ", and what it does there passes no tap: use java.sql alone in the code under test");
    }

    static void untapped(Wire wire, String method) {
        wire.gate()
                .doubt("the job uses large objects (" + method
                        + "), which pass no tap: use bytea or text columns, or test this job without them");
    }
}
