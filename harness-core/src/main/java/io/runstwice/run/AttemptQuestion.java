package io.runstwice.run;

/** What a delivery can ask of itself with {@link Attempt}. */
public enum AttemptQuestion {
    NUMBER,
    REDELIVERED,
    CLOCK
}
