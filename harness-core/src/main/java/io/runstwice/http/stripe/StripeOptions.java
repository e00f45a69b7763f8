package io.runstwice.http.stripe;

import java.time.Duration;

/** How this gateway treats idempotency keys. Changed only while no exploration runs. */
public final class StripeOptions {

    /** Stripe keeps keys for at least this long. */
    private static final Duration STRIPES_RETENTION = Duration.ofHours(24);

    private static final int BAD_REQUEST = 400;

    /** What the draft of the IETF answers. */
    private static final int UNPROCESSABLE = 422;

    private Duration retention = STRIPES_RETENTION;
    private int mismatchStatus = BAD_REQUEST;
    private boolean storesFailures = true;
    private boolean waitsForKeys;

    public void forgetAfter(Duration time) {
        retention = time;
    }

    public void answerAsTheDraftSays() {
        mismatchStatus = UNPROCESSABLE;
    }

    public void storeSuccessesOnly() {
        storesFailures = false;
    }

    public void waitForKeys() {
        waitsForKeys = true;
    }

    Duration retention() {
        return retention;
    }

    /** What other parameters under a known key are answered with. */
    int mismatchStatus() {
        return mismatchStatus;
    }

    boolean storesFailures() {
        return storesFailures;
    }

    boolean waitsForKeys() {
        return waitsForKeys;
    }
}
