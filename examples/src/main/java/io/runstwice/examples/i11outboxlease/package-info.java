/**
 * An outbox was drained under a scheduler's lock with a lease of five minutes, and its rows were read without a claim
 * (<a href="https://github.com/aasmanj/altarwed/issues/615">issue 615</a>, found in a review). A drain that is slowed
 * down outlives its lease; the next instance reads the same rows, and "it looks like two successful drains". Nothing
 * about a mail said that a worker was at it. The twin needs no scheduler's lock: each row is claimed by a conditional
 * update, with a lease and an owner, and the provider knows a mail by its row.
 */
@NullMarked
package io.runstwice.examples.i11outboxlease;

import org.jspecify.annotations.NullMarked;
