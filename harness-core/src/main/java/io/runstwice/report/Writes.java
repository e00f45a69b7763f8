package io.runstwice.report;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The durable changes of a run, in their order: the evidence of a cause. Changes that were lost with a dead worker are
 * not among them.
 */
final class Writes {

    /**
     * One change.
     *
     * @param step what changed something
     * @param from where in the trace it was done
     * @param at where it became durable: there, or at the end of its transaction
     */
    record Write(Step.Passed step, int from, int at) {

        WorkerName worker() {
            return step.worker();
        }

        /** As in {@code INSERT charges}. */
        String label() {
            return step.interaction().label();
        }

        /** As in {@code db INSERT charges}. */
        String name() {
            return step.point().resource() + " " + label();
        }

        boolean isOf(WorkerName other) {
            return worker().equals(other);
        }

        /** Whether it changed this table, as far as is known. */
        boolean changes(String resource, String table) {
            return step.point().resource().equals(resource)
                    && meets(step.access().written(), Set.of(table));
        }

        /** Whether another interaction reads or changes a table that it changed. */
        boolean concerns(Step.Passed other) {
            Access access = other.access();
            return step.point().resource().equals(other.point().resource())
                    && (meets(step.access().written(), access.read())
                            || meets(step.access().written(), access.written()));
        }
    }

    private final List<Step> steps;
    private final List<Write> all = new ArrayList<>();
    private final List<Write> pending = new ArrayList<>();

    private Writes(List<Step> steps) {
        this.steps = steps;
    }

    static List<Write> of(Run run) {
        Writes writes = new Writes(run.steps());
        for (int i = 0; i < writes.steps.size(); i++) {
            writes.read(i);
        }
        return Collections.unmodifiableList(writes.all);
    }

    private void read(int i) {
        Step step = steps.get(i);
        if (step instanceof Step.Ended) {
            pending.removeIf(write -> write.isOf(step.worker()));
        } else if (step instanceof Step.Passed passed) {
            if (passed.effect() == Effect.PENDING) {
                pending.add(new Write(passed, i, i));
            } else if (passed.effect() == Effect.DURABLE) {
                becomesDurable(passed, i);
            }
            if (endsInVain(passed)) {
                pending.removeAll(openOf(passed));
            }
        }
    }

    /**
     * The end of a transaction tells the changes once more that had been pending in it. Changes that are pending on
     * another connection stay so.
     */
    private void becomesDurable(Step.Passed passed, int i) {
        Set<String> durable = passed.access().written();
        List<Write> ended = openOf(passed).stream()
                .filter(write -> !write.step().access().written().isEmpty())
                .filter(write -> durable.containsAll(write.step().access().written()))
                .toList();
        ended.forEach(write -> all.add(new Write(write.step(), write.from(), i)));
        pending.removeAll(ended);
        if (ended.isEmpty() && !durable.isEmpty()) {
            all.add(new Write(passed, i, i));
        }
    }

    private List<Write> openOf(Step.Passed passed) {
        return pending.stream()
                .filter(write -> write.isOf(passed.worker())
                        && write.step().point().resource().equals(passed.point().resource()))
                .toList();
    }

    /** A connection that breaks takes its pending changes with it. */
    private static boolean endsInVain(Step.Passed passed) {
        return passed.access().rolledBack()
                || passed.interaction().label().equals("ROLLBACK")
                || passed.fault() instanceof Fault.Lost
                || passed.fault() instanceof Fault.Partition;
    }

    private static boolean meets(Set<String> some, Set<String> others) {
        return some.contains(Access.ANY) && !others.isEmpty()
                || others.contains(Access.ANY) && !some.isEmpty()
                || some.stream().anyMatch(others::contains);
    }
}
