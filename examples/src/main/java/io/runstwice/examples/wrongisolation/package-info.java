/**
 * REPEATABLE READ promises that what was read stays as it was for this transaction, and not that it is still so for the
 * others. Two transactions that each count no charge may each insert one: neither changes a row that the other one
 * changed, so PostgreSQL has nothing to refuse. SERIALIZABLE notices, and takes one of them back with 40001; then
 * one worker has to try again.
 *
 * <p>The second pair has the right lock and still the wrong answer. In REPEATABLE READ the first statement decides what
 * the whole transaction sees. A look at the settings, innocent and unrelated, is taken before the lock; when the lock
 * is granted, the count that it protects is made as of the settings' moment. The twin locks before it reads anything:
 * {@code LOCK TABLE} is one of the few statements that take no snapshot.
 */
@NullMarked
package io.runstwice.examples.wrongisolation;

import org.jspecify.annotations.NullMarked;
