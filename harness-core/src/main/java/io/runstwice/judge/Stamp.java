package io.runstwice.judge;

import java.time.Instant;

/**
 * A point in time that a value shows.
 *
 * @param at the point; what says no zone is read in UTC
 * @param around what its writing says beside it: the zone, the kind of text
 */
record Stamp(Instant at, String around) {}
