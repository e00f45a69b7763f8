package io.runstwice.judge;

/**
 * The observations of the harness on one run.
 *
 * @param acts the acts that wrote, with their times
 * @param drawn the values that its generators gave
 * @param later whether characters on which the baselines agree within a random token may be others by now: ids count,
 *     and hold the time
 */
record Seen(ActMoments acts, Drawn drawn, boolean later) {}
