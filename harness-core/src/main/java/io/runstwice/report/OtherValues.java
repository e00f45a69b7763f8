package io.runstwice.report;

import io.runstwice.judge.Difference;
import io.runstwice.report.Writes.Write;
import io.runstwice.run.Run;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The cause of other values than one delivery leaves: the worker that wrote them, and the data that it knew then. */
final class OtherValues {

    private final Evidence evidence;
    private final Difference difference;
    private final Optional<Run> baseline;

    OtherValues(Evidence evidence, Difference difference, Optional<Run> baseline) {
        this.evidence = evidence;
        this.difference = difference;
        this.baseline = baseline;
    }

    Optional<String> cause() {
        List<Write> writes = evidence.writesTo(difference.resource(), difference.table());
        return writes.isEmpty()
                ? new LostWork(evidence, difference, baseline).cause()
                : after(writes.get(writes.size() - 1))
                        .or(() -> byEach(writes))
                        .or(() -> found(writes.get(writes.size() - 1)));
    }

    /** It had lost a message before, and went on. */
    private Optional<String> after(Write last) {
        return evidence.lostFor(last.worker())
                .filter(lost -> evidence.run().steps().indexOf(lost) < last.from())
                .map(lost -> last.worker() + " wrote " + where() + label(last) + " after "
                        + lost.point().resource() + " " + lost.interaction().label()
                        + (lost.reply() == null ? " had not arrived" : " had got no reply"));
    }

    private Optional<String> byEach(List<Write> writes) {
        Write last = writes.get(writes.size() - 1);
        List<WorkerName> workers = writes.stream().map(Write::worker).distinct().toList();
        Optional<Write> before =
                writes.stream().filter(write -> !write.isOf(last.worker())).reduce((one, next) -> next);
        return before.map(one -> {
            Duration later = evidence.between(one.at(), last.from());
            return later.isZero()
                    ? Evidence.names(workers) + " each wrote " + where() + label(last) + ", and " + last.worker()
                            + " left other values there than a single delivery does"
                    : one.worker() + " wrote " + where() + label(one) + ", and " + Prose.duration(later) + " later "
                            + last.worker() + " left other values there (" + last.label() + ")";
        });
    }

    private Optional<String> found(Write last) {
        List<Write> left = evidence.leftBehindFor(last.worker());
        if (!left.isEmpty()) {
            return Optional.of("what " + Evidence.left(left) + " made " + last.worker() + " write other values to "
                    + where() + label(last));
        }
        Duration later = evidence.later(last.worker());
        return later.isZero()
                ? Optional.empty()
                : Optional.of(last.worker() + " came " + Prose.duration(later) + " later, and wrote other values to "
                        + where() + label(last));
    }

    private String where() {
        return difference.resource() + " " + difference.table();
    }

    private static String label(Write write) {
        return " (" + write.label() + ")";
    }
}
