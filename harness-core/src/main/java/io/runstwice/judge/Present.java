package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The moment at which a state was captured within a run.
 *
 * @param clock what the controlled clock shows now
 * @param begin when the run began, by the machine's clock
 * @param now what the machine's clock shows now
 * @param passed the times that the run let pass so far, in their order
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Present(Instant clock, Instant begin, Instant now, List<Duration> passed) {

    public Present {
        passed = List.copyOf(passed);
    }

    Duration passedInAll() {
        return passed.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
