/**
 * Seed: a job charges an invoice and notes the charge in the same transaction. Without lock and key a retry after the
 * charge, but before the commit, charges again. The article locks the row and sends a key, which holds as long as the
 * gateway remembers the key (Stripe: at least 24 hours). The twin that outlives it commits its intent before the first
 * call and asks the gateway before it posts a second time.
 */
@NullMarked
package io.runstwice.examples.chargeinvoice;

import org.jspecify.annotations.NullMarked;
