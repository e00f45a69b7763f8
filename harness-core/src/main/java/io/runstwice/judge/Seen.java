package io.runstwice.judge;

/**
 * What the harness saw of one run.
 *
 * @param acts who wrote, and when
 * @param drawn which values its generators gave
 * @param later whether characters on which the baselines agree within a random token may be others by now: ids count,
 *     and hold the time
 */
record Seen(ActMoments acts, Drawn drawn, boolean later) {}
