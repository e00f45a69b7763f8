package io.runstwice.fork;

import java.io.IOException;

/**
 * The other process sent bytes that are no message, or a message that was not due. The two do not understand each
 * other any more.
 */
final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String what) {
        super(what);
    }

    MalformedMessageException(String what, Throwable cause) {
        super(what, cause);
    }
}
