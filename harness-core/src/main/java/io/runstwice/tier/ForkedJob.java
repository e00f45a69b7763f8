package io.runstwice.tier;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.fork.Forks;
import io.runstwice.run.Attempt;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A job whose every delivery has a process of its own. For the engine and the JUnit module.
 *
 * @param task the class that runs there
 * @param words the arguments for that class
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ForkedJob(String task, List<String> words) implements Job {

    /** A job of which nothing is kept but names. */
    public ForkedJob {
        words = List.copyOf(words);
    }

    /** It has to be sent to a process. */
    @Override
    public void perform(Delivery delivery) {
        throw new IllegalStateException("a forked job is not performed here");
    }

    void perform(Attempt attempt, Forks forks) throws Exception {
        forks.perform(attempt, task, words);
    }
}
