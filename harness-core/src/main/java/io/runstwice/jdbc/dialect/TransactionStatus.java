package io.runstwice.jdbc.dialect;

/** Where a session stands. */
public enum TransactionStatus {
    NONE,
    OPEN,
    FAILED
}
