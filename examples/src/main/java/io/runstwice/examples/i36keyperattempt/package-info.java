/**
 * With network retries on, an SDK replaced the caller's idempotency key by a fresh one for each call (<a
 * href="https://github.com/stripe/stripe-php/issues/637">stripe-php issue 637</a>); code that draws a random key per
 * attempt does the same to itself. Such a key protects the retries within one call, and not the job's next attempt. The
 * twin stores the key with the intent before the first call, and every attempt reads it from there.
 */
@NullMarked
package io.runstwice.examples.i36keyperattempt;

import org.jspecify.annotations.NullMarked;
