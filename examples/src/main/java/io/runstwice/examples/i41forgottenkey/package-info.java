/**
 * A gateway forgets an idempotency key before the job stops retrying: Stripe may prune keys after 24 hours, and the
 * default retries of Sidekiq go on for 20 days (<a href="https://github.com/crbnos/carbon/issues/252">carbon issue
 * 252</a>, <a href="https://github.com/dimagi/commcare-hq/pull/33509">commcare-hq pull request 33509</a>). After that
 * the same key is a new request. The twin commits that it is about to charge, and a delivery that finds that asks the
 * gateway for the charge by the name of the renewal before posting one. That is enough in a queue that runs no two
 * deliveries at once; a worker that goes on a day after it asked needs more, as {@code chargeuser} shows.
 */
@NullMarked
package io.runstwice.examples.i41forgottenkey;

import org.jspecify.annotations.NullMarked;
