package io.runstwice.judge;

/**
 * A generated value: compared by position, not by value.
 *
 * @param domain where it was drawn, so that 7 of one sequence is not 7 of another
 * @param value what was drawn
 */
record Atom(String domain, String value) {}
