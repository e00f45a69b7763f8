package io.runstwice.incident;

import io.runstwice.world.Misuse;
import org.apiguardian.api.API;

/**
 * A text that is no incident report. The message names every line that cannot be understood, and the forms that would
 * be.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IncidentSyntaxException extends Misuse {

    private static final long serialVersionUID = 1L;

    IncidentSyntaxException(String message) {
        super(message);
    }
}
