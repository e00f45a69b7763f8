package io.runstwice.report;

import io.runstwice.judge.Difference;
import io.runstwice.report.Writes.Write;
import io.runstwice.run.Run;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cause of a repetition: the worker that repeated an effect, and whether time passed in between. */
final class Repeated {

    private final Evidence evidence;
    private final Difference difference;
    private final List<Write> writes;
    private final int once;

    /** @param baseline how often one delivery does it, if it is known */
    Repeated(Evidence evidence, Difference difference, Optional<Run> baseline) {
        this.evidence = evidence;
        this.difference = difference;
        this.writes = evidence.writesTo(difference.resource(), difference.table());
        this.once = baseline.map(run -> new Evidence(run)
                        .writesTo(difference.resource(), difference.table())
                        .size())
                .orElse(1);
    }

    /** How often it is done without a fault. */
    int once() {
        return once;
    }

    /** Whether it was really done more often than without a fault, and not merely not taken away. */
    boolean isSeen() {
        return writes.size() > once && leftOver().isEmpty();
    }

    boolean isEndedByOneThatReturned() {
        return evidence.returned(writes.get(writes.size() - 1).worker());
    }

    /** To be asked if it is seen. */
    Optional<String> cause() {
        List<WorkerName> workers = repeating();
        return workers.size() > 1 ? Optional.of(byEach(workers)) : byItself(workers.get(0));
    }

    /** Workers with the same in hand: deliveries of one message if there are such, else all workers that wrote. */
    private List<WorkerName> repeating() {
        List<WorkerName> all = writes.stream().map(Write::worker).distinct().toList();
        Map<String, List<WorkerName>> byMessage = all.stream()
                .filter(WorkerName::isDelivery)
                .collect(Collectors.groupingBy(evidence::message, LinkedHashMap::new, Collectors.toList()));
        return longest(byMessage.values())
                .filter(deliveries -> deliveries.size() > 1)
                .orElse(all);
    }

    private static Optional<List<WorkerName>> longest(Collection<List<WorkerName>> lists) {
        return lists.stream().reduce((one, other) -> other.size() > one.size() ? other : one);
    }

    private String byEach(List<WorkerName> workers) {
        WorkerName again = workers.get(workers.size() - 1);
        List<WorkerName> before = workers.subList(0, workers.size() - 1);
        Write last =
                writes.stream().filter(write -> write.isOf(again)).findFirst().orElseThrow();
        Write first = writes.stream()
                .filter(write -> before.contains(write.worker()))
                .reduce((one, next) -> next)
                .orElseThrow();
        Duration stood = evidence.stoodStill(again);
        if (!stood.isZero()) {
            return Evidence.names(before) + " " + did() + label(last) + " while " + again + " stood still for "
                    + Prose.duration(stood) + ", and then " + again + " did it too: nothing told " + again
                    + " that it was done";
        }
        Duration later = evidence.between(first.at(), last.from());
        return later.isZero()
                ? Evidence.names(workers) + " each " + did() + label(last) + atOnce(again, last)
                : Evidence.names(before) + " " + did() + label(last) + ", and " + Prose.duration(later) + " later "
                        + again + " did it again: by then nothing told " + again + " that it was done";
    }

    private String atOnce(WorkerName again, Write last) {
        String told = " told " + again + " that it was done";
        if (!isOfRows()) {
            return ": the change builds on what is there, and nothing" + told;
        }
        return last.label().startsWith("INSERT ")
                ? ", and nothing in it (a unique key, a check in the same transaction)" + told
                : ", and nothing" + told;
    }

    /** A client, or the job, that tries once more. */
    private Optional<String> byItself(WorkerName worker) {
        Map<String, List<Write>> byLabel =
                writes.stream().collect(Collectors.groupingBy(Write::label, LinkedHashMap::new, Collectors.toList()));
        return byLabel.values().stream()
                .filter(same -> same.size() > 1)
                .findFirst()
                .map(same -> worker + " " + did() + " twice" + label(same.get(1))
                        + (Evidence.isLoss(same.get(0).step().fault())
                                ? ": it did it again after the reply to the first one had been lost"
                                : ""));
    }

    /** A row that a delivery adds and takes away again, and whose worker died in between. */
    Optional<String> leftOver() {
        return writes.stream()
                .reduce((one, next) -> next)
                .filter(last -> difference.expected() == 0 && isOfRows() && !evidence.returned(last.worker()))
                .map(
                        last -> "what " + last.worker() + " added to " + where() + label(last)
                                + " is left over: it came to its end before it had taken that away, and no other delivery does");
    }

    private boolean isOfRows() {
        return !difference.surplus().isEmpty();
    }

    private String did() {
        return (isOfRows() ? "added to " : "changed ") + where();
    }

    private static String label(Write write) {
        return " (" + write.label() + ")";
    }

    private String where() {
        return difference.resource() + " " + difference.table();
    }
}
