package io.runstwice.http.wire;

import io.runstwice.world.Loss;

/**
 * Says to the thread that handles a request that its message was lost. Never reaches the job: the tap closes the
 * socket.
 */
final class LostMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final Loss loss;

    LostMessage(Loss loss) {
        super(loss.toString(), null, false, false);
        this.loss = loss;
    }

    boolean isSilent() {
        return loss == Loss.REPLY_IN_SILENCE;
    }
}
