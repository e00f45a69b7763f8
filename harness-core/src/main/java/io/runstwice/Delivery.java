package io.runstwice;

import io.runstwice.run.Attempt;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import java.time.Clock;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * One hand-over of the message to a worker.
 *
 * <p>What a job asks here, its outcome may depend on; so ask only for what production hands to it as well. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Delivery {

    private final Attempt attempt;
    private final Map<String, Resource> watched;

    /** For the engine. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    @SuppressWarnings("exports")
    public Delivery(Attempt attempt, Map<String, Resource> watched) {
        this.attempt = attempt;
        this.watched = watched;
    }

    /** Which delivery of the message this is, from 1. */
    public int attempt() {
        return attempt.number();
    }

    /** Whether the queue says that the message was delivered before. */
    public boolean redelivered() {
        return attempt.redelivered();
    }

    /**
     * A resource that the test watches, for a job that is named by its class and so captures nothing:
     * {@code delivery.watched("db", Database.class).dataSource()}.
     *
     * @param as the name that the test gave it; without one it is called by its kind, and in JUnit by its field
     * @throws Misuse if there is none of this name and type
     */
    public <R extends Resource> R watched(String as, Class<R> type) {
        Resource resource = watched.get(as);
        if (!type.isInstance(resource)) {
            throw new Misuse("a delivery needs " + type.getSimpleName() + " \"" + as + "\", but what is watched is "
                    + watched.keySet()
                    + (resource == null
                            ? ""
                            : ", and it is of type " + resource.getClass().getSimpleName())
                    + ". Name it so: watching(\"" + as + "\", …)");
        }
        return type.cast(resource);
    }

    /** The controlled clock: it stands still within a run and moves when the schedule lets time pass. */
    public Clock clock() {
        return attempt.clock();
    }
}
