package io.runstwice.report;

import io.runstwice.judge.Difference;
import io.runstwice.report.Writes.Write;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cause of lost work: the delivery that lost it, or was acknowledged without it, and the state that this delivery
 * had found.
 */
final class LostWork {

    private final Evidence evidence;
    private final Difference difference;
    private final Optional<Run> baseline;

    /** @param baseline the run without a fault, if that is known */
    LostWork(Evidence evidence, Difference difference, Optional<Run> baseline) {
        this.evidence = evidence;
        this.difference = difference;
        this.baseline = baseline;
    }

    Optional<String> cause() {
        List<WorkerName> acknowledged = evidence.acknowledged();
        return acknowledged.isEmpty() ? Optional.empty() : of(acknowledged);
    }

    private Optional<String> of(List<WorkerName> acknowledged) {
        WorkerName last = acknowledged.get(acknowledged.size() - 1);
        return acknowledged.stream()
                .flatMap(worker -> swallowed(worker).stream())
                .findFirst()
                .or(this::diedBeside)
                .or(() -> undone(last))
                .or(() -> takenForDone(last))
                .or(() -> late(last));
    }

    /** It did not get its message through, or no answer, and returned as if nothing had happened. */
    private Optional<String> swallowed(WorkerName worker) {
        return evidence.lostFor(worker)
                .map(lost -> worker + " was acknowledged though " + lacking() + ": "
                        + name(lost) + (lost.reply() == null ? " never arrived" : " got no reply")
                        + ", and " + worker + " returned all the same");
    }

    /** One delivery was acknowledged while another one, which still had the work in hand, died later. */
    private Optional<String> diedBeside() {
        List<Step> steps = evidence.run().steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Ended killed && killed.ending() instanceof Ending.Killed) {
                Optional<WorkerName> beside = acknowledged(steps.subList(0, i), killed.worker());
                if (beside.isPresent()) {
                    return Optional.of(beside.get() + " was acknowledged while " + killed.worker()
                            + " still had the work in hand, and then " + killed.worker()
                            + " died: what a worker merely holds is not done");
                }
            }
        }
        return Optional.empty();
    }

    /** A delivery that was acknowledged since it had begun. */
    private static Optional<WorkerName> acknowledged(List<Step> before, WorkerName killed) {
        return before.stream()
                .dropWhile(step -> !step.worker().equals(killed))
                .filter(step -> step instanceof Step.Ended ended && ended.ending() instanceof Ending.Acknowledged)
                .map(Step::worker)
                .filter(WorkerName::isDelivery)
                .findFirst();
    }

    /** It had been done by one that returned, and a later one changed it. */
    private Optional<String> undone(WorkerName last) {
        List<Write> writes = evidence.writesTo(difference.resource(), difference.table());
        Optional<Write> undoing =
                writes.stream().filter(write -> write.isOf(last)).reduce((one, next) -> next);
        return undoing.flatMap(undo -> writes.stream()
                .filter(write -> !write.isOf(last) && write.at() < undo.from())
                .filter(write -> evidence.returned(write.worker()))
                .filter(write -> evidence.lostFor(write.worker()).isEmpty())
                .filter(write -> evidence.message(write.worker()).equals(evidence.message(last)))
                .findFirst()
                .map(done -> done.worker() + " had done it, and " + last + laterThan(done.at(), undo.from())
                        + " changed " + where() + " once more (" + undo.label() + "): now it "
                        + (isShort() ? "lacks " + rows() : "is not as it should be")));
    }

    private Optional<String> takenForDone(WorkerName last) {
        List<Write> left = evidence.leftBehindFor(last);
        return left.isEmpty() || !didLess(last)
                ? Optional.empty()
                : Optional.of(last + later(last) + " was acknowledged though " + lacking() + ": what "
                        + Evidence.left(left) + " made it take the work for done");
    }

    private boolean didLess(WorkerName worker) {
        return baseline.filter(run ->
                        evidence.writesOf(worker).size() >= Writes.of(run).size())
                .isEmpty();
    }

    /** No worker had changed anything, so it is the time. */
    private Optional<String> late(WorkerName last) {
        Duration later = evidence.later(last);
        return later.isZero() || evidence.anythingChangedBefore(last)
                ? Optional.empty()
                : Optional.of(last + " came " + Prose.duration(later) + " later and was acknowledged though "
                        + lacking() + ": nothing but the time had changed");
    }

    private String later(WorkerName worker) {
        Duration later = evidence.later(worker);
        return later.isZero() ? "" : ", " + Prose.duration(later) + " later,";
    }

    private String laterThan(int from, int to) {
        Duration later = evidence.between(from, to);
        return later.isZero() ? "" : ", " + Prose.duration(later) + " later,";
    }

    private String lacking() {
        return where() + (isShort() ? " lacks " + rows() : " is not as it should be");
    }

    private boolean isShort() {
        return difference.actual() < difference.expected();
    }

    private String rows() {
        return Prose.rows(difference.expected() - difference.actual());
    }

    private String where() {
        return difference.resource() + " " + difference.table();
    }

    private static String name(Step.Passed step) {
        return step.point().resource() + " " + step.interaction().label();
    }
}
