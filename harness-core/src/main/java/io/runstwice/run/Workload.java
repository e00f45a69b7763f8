package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the workers of a run do: the job with each of its messages, and the actors beside it.
 *
 * @param messages the messages, in the order in which they were sent, and what a delivery of each does; mostly one
 * @param actors what each of the others does, in the order in which the test named them
 * @param asked what the test says of what they change
 */
public record Workload(List<Message> messages, Map<WorkerName, Work> actors, Asked asked) {

    /** What a test says of what messages change. */
    public enum Asked {
        /** The job changes something. */
        SOMETHING_CHANGES,
        /** Each message changes something, also after others. */
        EACH_CHANGES_SOMETHING,
        /** There is nothing to do. */
        NOTHING_CHANGES
    }

    /**
     * A message.
     *
     * @param name as stories call it; an empty text if there is only one
     * @param work what a delivery of it does
     */
    public record Message(String name, Work work) {}

    public Workload {
        messages = List.copyOf(messages);
        actors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(actors));
    }

    /** A job with one message. */
    public Workload(Work job, Map<WorkerName, Work> actors) {
        this(List.of(new Message("", job)), actors, Asked.SOMETHING_CHANGES);
    }

    /** A job with one message, and no actors. */
    public static Workload of(Work job) {
        return new Workload(job, Map.of());
    }

    /** Whether a turn has to say which message it brings. */
    public boolean areSeveral() {
        return messages.size() > 1;
    }

    /** What the deliveries of the job have in common. */
    public JobMemory memory() {
        return messages.get(0).work().memory();
    }

    /** The actors' names. */
    public List<WorkerName> names() {
        return List.copyOf(actors.keySet());
    }

    /** What a worker does, and for a delivery, with which message. */
    Work of(WorkerName worker, int message) {
        if (worker.isDelivery()) {
            return messages.get(message - 1).work();
        }
        Work work = actors.get(worker);
        if (work == null) {
            throw new IllegalArgumentException("no worker is called " + worker + "; the actors are " + names());
        }
        return work;
    }
}
