package io.runstwice.report;

import io.runstwice.run.Ending;
import io.runstwice.run.RelayedFailure;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.world.Reply;
import java.util.ArrayList;
import java.util.List;

/** The trace of a run as lines: the interactions of each worker, their replies, and the faults that struck. */
final class TraceText {

    /** Longer traces leave out the reads that nothing happened to. */
    private static final int MOST_LINES = 16;

    private static final int LONGEST_DETAIL = 72;

    static final String TERMINATED = "✗ told to end by SIGTERM: its shutdown hooks run";

    private TraceText() {}

    static List<List<String>> lines(List<Step> steps) {
        return Columns.areNeeded(steps) ? Columns.of(steps) : oneBelowTheOther(steps);
    }

    private static List<List<String>> oneBelowTheOther(List<Step> steps) {
        boolean brief = steps.size() > MOST_LINES;
        List<List<String>> lines = new ArrayList<>();
        List<Step> left = new ArrayList<>();
        for (Step step : steps) {
            boolean leaveOut = brief && isUnremarkable(step);
            if (!leaveOut || !left.isEmpty() && !left.get(0).worker().equals(step.worker())) {
                lines.addAll(leftOut(left));
                left.clear();
            }
            if (leaveOut) {
                left.add(step);
            } else {
                lines.addAll(linesOf(step));
            }
        }
        lines.addAll(leftOut(left));
        return lines;
    }

    /** Reads of one delivery, next to each other. */
    private static List<List<String>> leftOut(List<Step> reads) {
        return reads.isEmpty()
                ? List.of()
                : List.of(List.of(
                        reads.get(0).worker().text(), "… " + Prose.counted(reads.size(), "read") + " left out"));
    }

    static boolean isUnremarkable(Step step) {
        return step instanceof Step.Passed passed
                && passed.fault() == null
                && passed.interaction().reads()
                && !passed.effect().changesSomething();
    }

    private static List<List<String>> linesOf(Step step) {
        String delivery = step.worker().text();
        if (step instanceof Step.Began began) {
            return began(began).isEmpty() ? List.of() : List.of(List.of(delivery, began(began)));
        } else if (step instanceof Step.Passing passing) {
            return List.of(List.of(delivery, "… goes on " + Prose.duration(passing.time()) + " later"));
        } else if (step instanceof Step.Terminated) {
            return List.of(List.of(delivery, TERMINATED));
        } else if (step instanceof Step.Passed passed) {
            return passed(delivery, passed);
        } else if (step instanceof Step.Broke broke) {
            return List.of(List.of(delivery, "✗ broken: " + broke.what()));
        } else if (step instanceof Step.Ended ended) {
            return ended(delivery, ended.ending());
        }
        return List.of();
    }

    /** The remark on this beginning; empty if there is none. */
    static String began(Step.Began began) {
        String later = began.later().isZero() ? "" : Prose.duration(began.later()) + " later";
        if (!began.message().isEmpty()) {
            return "… is handed " + Prose.shortened(began.message(), LONGEST_DETAIL)
                    + (later.isEmpty() ? "" : ", " + later);
        }
        return later.isEmpty() ? "" : "… delivered " + later;
    }

    private static List<List<String>> passed(String delivery, Step.Passed passed) {
        List<List<String>> lines = new ArrayList<>();
        Reply reply = passed.reply();
        String detail = Prose.shortened(passed.interaction().detail(), LONGEST_DETAIL);
        lines.add(List.of(
                delivery,
                passed.point().resource(),
                detail,
                (reply == null ? "" : Prose.shortened(reply.text(), LONGEST_DETAIL))
                        + (passed.acknowledged() ? "   after the acknowledgement" : "")));
        Fault fault = passed.fault();
        if (fault != null) {
            lines.add(List.of(delivery, "✗ " + happened(fault)));
        }
        return lines;
    }

    static String happened(Fault fault) {
        if (fault instanceof Fault.Crash crash) {
            return crash.after() ? "worker killed before it saw the reply" : "worker killed before it was sent";
        } else if (fault instanceof Fault.Lost lost) {
            return switch (lost.loss()) {
                case REQUEST -> "request lost: it never arrived, and the connection broke";
                case REPLY -> "reply lost: it took effect, and the connection broke";
                case REPLY_IN_SILENCE -> "reply lost: it took effect, and nothing came back";
                case REPLY_LATE -> "reply late: it took effect, and the client had given up before it came";
                case REPLY_IN_PIECES -> "reply in pieces: it took effect, and the client gave up in the middle of it";
            };
        }
        return fault instanceof Fault.Partition partition ? cutOff(partition) : fault.toString();
    }

    private static String cutOff(Fault.Partition partition) {
        return "cut off from " + String.join(" and ", partition.resources())
                + (partition.repliesOnly()
                        ? ": it took effect, but no reply comes back"
                        : ": nothing arrives there any more");
    }

    static List<List<String>> ended(String delivery, Ending ending) {
        if (ending instanceof Ending.Acknowledged) {
            return List.of(List.of(delivery, "✓ acknowledged"));
        } else if (ending instanceof Ending.Unheard) {
            return List.of(List.of(delivery, "✗ acknowledgement lost: the queue never heard of it"));
        } else if (ending instanceof Ending.Threw threw) {
            return List.of(List.of(
                    delivery,
                    "✗ gave the message back: "
                            + Prose.shortened(
                                    RelayedFailure.nameOf(threw.failure()) + ": "
                                            + threw.failure().getMessage(),
                                    LONGEST_DETAIL + 28)));
        } else if (ending instanceof Ending.Exited exited) {
            return List.of(List.of(delivery, "✗ " + exited.how()));
        } else if (ending instanceof Ending.Hung hung) {
            return List.of(List.of(
                    delivery,
                    "✗ did not return; " + (hung.waits().isEmpty() ? "" : hung.waits() + "; ") + "last seen at "
                            + hung.where()));
        }
        return List.of();
    }
}
