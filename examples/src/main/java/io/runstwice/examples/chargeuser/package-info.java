/**
 * Seed: a job charges a user through Stripe. The naive job sends no idempotency key and keeps no record, so that a
 * retry charges again. The article's cure is a key derived from the request plus a local record; it holds as long as
 * the gateway remembers the key (Stripe: at least 24 hours). The first twin marks its intent durably before the first
 * call and asks the gateway before it posts a second time: redeliveries may come as late as they like, but a worker
 * that goes on a day after it asked charges again, unless its platform kills it before. The second twin confirms a
 * payment intent, which can succeed only once.
 */
@NullMarked
package io.runstwice.examples.chargeuser;

import org.jspecify.annotations.NullMarked;
