package io.runstwice.judge;

/**
 * Values that vary although nothing says why.
 *
 * @param path where in a cell
 * @param one of the first run
 * @param other of another one
 */
record Misfit(String path, Object one, Object other) {}
