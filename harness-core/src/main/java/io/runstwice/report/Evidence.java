package io.runstwice.report;

import io.runstwice.report.Writes.Write;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The evidence that the trace of a run gives of its workers, in the words of a cause. */
final class Evidence {

    private final Run run;
    private final List<Step> steps;
    private final List<Write> writes;

    Evidence(Run run) {
        this.run = run;
        this.steps = run.steps();
        this.writes = Writes.of(run);
    }

    List<Write> writesTo(String resource, String table) {
        return writes.stream().filter(write -> write.changes(resource, table)).toList();
    }

    List<Write> writesOf(WorkerName worker) {
        return writes.stream().filter(write -> write.isOf(worker)).toList();
    }

    /** How much time passed from one place of the trace to another. */
    Duration between(int from, int to) {
        return from >= to
                ? Duration.ZERO
                : steps.subList(from, to).stream().map(Evidence::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration time(Step step) {
        if (step instanceof Step.Passing passing) {
            return passing.time();
        }
        return step instanceof Step.Began began ? began.later() : Duration.ZERO;
    }

    /** How much time passed before a worker began. */
    Duration later(WorkerName worker) {
        return first(worker, Step.Began.class::isInstance).map(Evidence::time).orElse(Duration.ZERO);
    }

    /** How much time passed while a worker stood still. */
    Duration stoodStill(WorkerName worker) {
        Optional<Step> pause = first(worker, Step.Paused.class::isInstance);
        if (pause.isEmpty()) {
            return Duration.ZERO;
        }
        int from = steps.indexOf(pause.get());
        for (int to = from + 1; to < steps.size(); to++) {
            if (steps.get(to) instanceof Step.Passed passed && passed.worker().equals(worker)) {
                return between(from, to);
            }
        }
        return Duration.ZERO;
    }

    Optional<Ending> ending(WorkerName worker) {
        return first(worker, Step.Ended.class::isInstance).map(step -> ((Step.Ended) step).ending());
    }

    /** Whether a worker returned, so that none of its work is half done, unless it failed to notice. */
    boolean returned(WorkerName worker) {
        return ending(worker)
                .filter(ending -> ending instanceof Ending.Acknowledged || ending instanceof Ending.Unheard)
                .isPresent();
    }

    /** The deliveries that settled a message. */
    List<WorkerName> acknowledged() {
        return steps.stream()
                .filter(step -> step instanceof Step.Ended ended && ended.ending() instanceof Ending.Acknowledged)
                .map(Step::worker)
                .filter(WorkerName::isDelivery)
                .toList();
    }

    /** The interactions of a worker. */
    List<Step.Passed> done(WorkerName worker) {
        return steps.stream()
                .filter(step -> step.worker().equals(worker))
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .toList();
    }

    /**
     * The changes that others had made before a worker came to its end, to data that this worker had read. A delivery
     * of the same message that was acknowledged left nothing half done.
     */
    List<Write> leftBehindFor(WorkerName worker) {
        List<Step.Passed> seen = done(worker);
        int end = endOf(worker);
        return writes.stream()
                .filter(write -> !write.isOf(worker) && write.at() < end)
                .filter(write -> !hasSettled(write.worker(), message(worker)))
                .filter(write -> seen.stream().anyMatch(write::concerns))
                .toList();
    }

    private boolean hasSettled(WorkerName worker, String message) {
        return worker.isDelivery()
                && message(worker).equals(message)
                && ending(worker).filter(Ending.Acknowledged.class::isInstance).isPresent();
    }

    /** Whether others changed anything before a worker came to its end. */
    boolean anythingChangedBefore(WorkerName worker) {
        int end = endOf(worker);
        return writes.stream().anyMatch(write -> !write.isOf(worker) && write.at() < end);
    }

    private int endOf(WorkerName worker) {
        return first(worker, Step.Ended.class::isInstance).map(steps::indexOf).orElse(steps.size());
    }

    /** A message of this worker that was lost, and that it did not send again with success. */
    Optional<Step.Passed> lostFor(WorkerName worker) {
        List<Step.Passed> done = done(worker);
        for (int i = 0; i < done.size(); i++) {
            Step.Passed lost = done.get(i);
            boolean later = done.subList(i + 1, done.size()).stream()
                    .anyMatch(again -> again.fault() == null
                            && again.point().resource().equals(lost.point().resource())
                            && again.interaction()
                                    .label()
                                    .equals(lost.interaction().label()));
            if (isLoss(lost.fault()) && !later) {
                return Optional.of(lost);
            }
        }
        return Optional.empty();
    }

    static boolean isLoss(@Nullable Fault fault) {
        return fault instanceof Fault.Lost || fault instanceof Fault.Partition;
    }

    /** What a worker was handed, if there are several messages. */
    String message(WorkerName worker) {
        return first(worker, Step.Began.class::isInstance)
                .map(step -> ((Step.Began) step).message())
                .orElse("");
    }

    private Optional<Step> first(WorkerName worker, Predicate<Step> such) {
        return steps.stream()
                .filter(step -> step.worker().equals(worker))
                .filter(such)
                .findFirst();
    }

    Run run() {
        return run;
    }

    /** {@code D1 and D2}. */
    static String names(List<WorkerName> workers) {
        return joined(workers.stream().map(WorkerName::text).distinct().toList());
    }

    /** {@code D1 left behind (db INSERT claims)}, after "what". */
    static String left(List<Write> left) {
        String who = names(left.stream().map(Write::worker).toList());
        return who + " left behind ("
                + left.stream().map(Write::name).distinct().limit(3).collect(Collectors.joining(", ")) + ")";
    }

    private static String joined(List<String> names) {
        List<String> all = new ArrayList<>(names);
        String last = all.remove(all.size() - 1);
        return all.isEmpty() ? last : String.join(", ", all) + " and " + last;
    }
}
