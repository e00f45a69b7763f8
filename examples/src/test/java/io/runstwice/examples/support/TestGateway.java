package io.runstwice.examples.support;

import io.runstwice.http.HttpService;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The gateway of the examples. */
public final class TestGateway {

    private TestGateway() {}

    /** Silent for less time than the default, because thousands of schedules wait for it. */
    public static HttpService.StripeLike stripeLike() {
        return stripeLike(UnaryOperator.identity());
    }

    /** The same with something declared of it. */
    public static HttpService.StripeLike stripeLike(UnaryOperator<HttpService.StripeLike> declared) {
        return Resources.named(
                "gateway",
                HttpService.StripeLike.class,
                () -> declared.apply(HttpService.stripeLike().silentFor(Duration.ofMillis(20))));
    }
}
