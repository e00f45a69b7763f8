package io.runstwice.examples.support;

import io.runstwice.http.HttpService;
import java.time.Duration;

/** The gateway of the examples. */
public final class TestGateway {

    private TestGateway() {}

    /** Silent for less time than the default, because thousands of schedules wait for it. */
    public static HttpService stripeLike() {
        return HttpService.stripeLike().silentFor(Duration.ofMillis(20));
    }
}
