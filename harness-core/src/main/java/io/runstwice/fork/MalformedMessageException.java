package io.runstwice.fork;

import java.io.IOException;

/** The other process said what is no message, or none that was due. The two do not understand each other any more. */
final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String what) {
        super(what);
    }

    MalformedMessageException(String what, Throwable cause) {
        super(what, cause);
    }
}
