package io.runstwice.jdbc.session;

/**
 * What came back of a statement.
 *
 * @param wrote whether it may have written
 * @param succeeded whether it was not refused
 * @param rows how many rows the reply speaks of, or -1
 */
public record Outcome(boolean wrote, boolean succeeded, long rows) {}
