package io.runstwice.http;

import java.time.Duration;

/** How this gateway treats idempotency keys. Changed only while no exploration runs. */
final class StripeOptions {

    /** Stripe keeps keys for at least this long. */
    static final Duration STRIPES_RETENTION = Duration.ofHours(24);

    Duration retention = STRIPES_RETENTION;
    int mismatchStatus = 400;
    boolean successesOnly;
    boolean waitsForKeys;
}
