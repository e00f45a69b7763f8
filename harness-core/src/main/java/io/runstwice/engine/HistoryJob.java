package io.runstwice.engine;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.Tier;
import io.runstwice.tier.JobFactory;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A job with several distinct messages.
 *
 * @param names how stories call the messages
 * @param jobs what a delivery of each does
 * @param eachTakesEffect whether one that changes nothing after another one is an error
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public record HistoryJob(List<String> names, List<Job> jobs, boolean eachTakesEffect) implements Job, JobFactory {

    /** All their orders are tried, so there must not be many. */
    private static final int MOST = 4;

    /**
     * @param handler what a delivery of a message does
     * @throws Misuse if there are too many messages, or two are equal
     */
    public static <M> HistoryJob of(String name, List<M> messages, Function<M, Job> handler) {
        if (messages.isEmpty() || messages.size() > MOST) {
            throw new Misuse("a history has 1 to " + MOST + " messages, because every order of them is tried, but \""
                    + name + "\" has " + messages.size() + ". Take the few whose order matters");
        }
        if (new HashSet<>(messages).size() < messages.size()) {
            throw new Misuse("the messages of a history are distinct, but \"" + name + "\" has " + messages
                    + ". That one is delivered twice is tried anyway: name each once");
        }
        List<String> names = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        for (M message : messages) {
            names.add("#" + (names.size() + 1) + " " + message);
            jobs.add(handler.apply(message));
        }
        return new HistoryJob(names, jobs, false);
    }

    /** The same history; each of its messages has to take effect. */
    public HistoryJob withEveryOneTakingEffect() {
        return new HistoryJob(names, jobs, true);
    }

    @Override
    public Job in(Tier tier, Map<String, Resource> resources, Set<String> shared) {
        if (tier != Tier.THREAD) {
            throw new Misuse("a history of several messages needs the tier THREAD, but is to run in " + tier
                    + ". Explore a single message there");
        }
        return jobs.size() == 1 ? jobs.get(0) : this;
    }

    @Override
    public void perform(Delivery delivery) {
        throw new IllegalStateException("each message is performed by itself");
    }
}
