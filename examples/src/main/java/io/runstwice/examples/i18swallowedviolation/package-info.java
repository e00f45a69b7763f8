/**
 * A webhook's receiver counted the rows with this delivery id, inserted one, and dispatched; a unique constraint stood
 * behind it, but its violation was only logged, and execution fell through to the dispatch (<a
 * href="https://github.com/Devlaner/devlane/issues/332">issue 332</a>, found in a review). One delivery after the other
 * is fine, since the second one counts one. Two at once both count none, and the constraint that could have told them
 * apart is not listened to. The twin inserts first, and a delivery that is told of a violation leaves the dispatch
 * alone.
 *
 * <p>Both are declared at most once: a worker that notes before it acts loses what it had noted when it dies. The
 * broken job does not keep even that promise. Who cannot afford to lose needs a claim with an end, and a key:
 * {@code i33orphanedkey}.
 */
@NullMarked
package io.runstwice.examples.i18swallowedviolation;

import org.jspecify.annotations.NullMarked;
