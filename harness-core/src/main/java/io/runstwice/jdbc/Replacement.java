package io.runstwice.jdbc;

/** One table that has to be put back. */
record Replacement(Relation relation, Content content) {}
