package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the workers of a run do: the job, and the actors beside it.
 *
 * @param job what a delivery does
 * @param actors what each of the others does, in the order in which the test named them
 */
public record Works(Work job, Map<WorkerName, Work> actors) {

    public Works {
        actors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(actors));
    }

    /** A job without anybody beside it. */
    public static Works of(Work job) {
        return new Works(job, Map.of());
    }

    /** What the deliveries of the job have in common. */
    public Memory memory() {
        return job.memory();
    }

    /** The actors' names. */
    public List<WorkerName> names() {
        return List.copyOf(actors.keySet());
    }

    Work of(WorkerName worker) {
        if (worker.isDelivery()) {
            return job;
        }
        Work work = actors.get(worker);
        if (work == null) {
            throw new IllegalArgumentException("nobody is called " + worker + "; the actors are " + names());
        }
        return work;
    }
}
