package io.runstwice.judge;

/**
 * What the harness saw of one run.
 *
 * @param acts who wrote, and when
 * @param drawn which values its generators gave
 */
record Seen(Acts acts, Drawn drawn) {}
