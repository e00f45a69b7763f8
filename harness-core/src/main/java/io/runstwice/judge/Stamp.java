package io.runstwice.judge;

import java.time.Instant;

/**
 * A point in time that a value shows.
 *
 * @param at the point; a text without a zone is read in UTC
 * @param around the rest of its writing: the zone, the kind of text
 */
record Stamp(Instant at, String around) {}
