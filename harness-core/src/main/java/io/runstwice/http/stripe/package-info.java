/** The double: records, idempotency keys and errors as Stripe documents them, behind the tap. */
@NullMarked
package io.runstwice.http.stripe;

import org.jspecify.annotations.NullMarked;
