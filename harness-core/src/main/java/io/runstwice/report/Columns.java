package io.runstwice.report;

import io.runstwice.run.Step;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The trace of workers that took turns: each has a column of its own, and time goes downwards. */
final class Columns {

    private static final int WIDEST = 60;
    private static final int MOST_LINES = 20;

    private final List<WorkerName> workers;
    private final List<List<String>> lines = new ArrayList<>();

    private Columns(List<WorkerName> workers) {
        this.workers = workers;
    }

    /** Whether one worker moved while another one stood still. */
    static boolean areNeeded(List<Step> steps) {
        return steps.stream().anyMatch(step -> step instanceof Step.Paused || step instanceof Step.Waits);
    }

    /** Rows of cells, the first one with the names. */
    static List<List<String>> of(List<Step> steps) {
        List<WorkerName> workers = steps.stream().map(Step::worker).distinct().toList();
        Columns columns = new Columns(workers);
        columns.lines.add(workers.stream().map(WorkerName::text).toList());
        boolean brief = steps.size() > MOST_LINES;
        for (Step step : steps) {
            if (!brief || !TraceText.isUnremarkable(step)) {
                text(step).forEach(line -> columns.add(step.worker(), line));
            }
        }
        return columns.lines;
    }

    private void add(WorkerName worker, String text) {
        List<String> row = new ArrayList<>(Collections.nCopies(workers.size(), ""));
        row.set(workers.indexOf(worker), text);
        lines.add(row);
    }

    private static List<String> text(Step step) {
        if (step instanceof Step.Passed passed) {
            return passed(passed);
        } else if (step instanceof Step.Paused paused) {
            return List.of(
                    paused.inFlight()
                            ? "… its request is in flight: " + paused.point().label()
                            : "… stands still before " + paused.point().label());
        } else if (step instanceof Step.Waits waits) {
            return List.of("… waits for " + holders(waits.on().holders()) + ": "
                    + waits.on().what());
        } else if (step instanceof Step.Terminated) {
            return List.of(TraceText.TERMINATED);
        } else if (step instanceof Step.Began began) {
            return TraceText.began(began).isEmpty() ? List.of() : List.of(TraceText.began(began));
        } else if (step instanceof Step.Passing passing) {
            return List.of("… goes on " + Prose.duration(passing.time()) + " later");
        } else if (step instanceof Step.Broke broke) {
            return List.of("✗ broken: " + broke.what());
        } else if (step instanceof Step.Ended ended) {
            return TraceText.ended("", ended.ending()).stream()
                    .map(line -> line.get(line.size() - 1))
                    .toList();
        }
        return List.of();
    }

    private static List<String> passed(Step.Passed passed) {
        List<String> lines = new ArrayList<>();
        String reply =
                passed.reply() == null ? "" : Prose.shortened(passed.reply().text(), 24);
        String request = passed.point().resource() + " " + passed.interaction().detail();
        lines.add(Prose.shortened(request, WIDEST - reply.length()) + (reply.isEmpty() ? "" : "  " + reply));
        if (passed.fault() != null) {
            lines.add("✗ " + TraceText.happened(passed.fault()));
        }
        return lines;
    }

    private static String holders(List<WorkerName> holders) {
        return holders.isEmpty()
                ? "an unknown owner"
                : holders.stream().map(WorkerName::text).collect(Collectors.joining(" and "));
    }
}
