package io.runstwice.schedule;

import io.runstwice.world.Misuse;
import org.apiguardian.api.API;

/** A text that is no schedule. The message shows the place and the forms that would be. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ScheduleSyntaxException extends Misuse {

    private static final long serialVersionUID = 1L;

    ScheduleSyntaxException(String message) {
        super(message);
    }
}
