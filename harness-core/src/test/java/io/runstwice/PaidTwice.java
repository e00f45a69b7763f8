package io.runstwice;

import io.runstwice.incident.IncidentReport;
import io.runstwice.run.Notebook;
import java.util.List;

/** A job that pays and then notes it, its repaired twin, and reports of incidents with them. */
final class PaidTwice {

    /** What the customer saw. */
    static final String TWICE = "notebook lines: 3 rows instead of 2";

    final Notebook notebook = new Notebook();

    /** Pays twice if it dies between the two. */
    void payThenNote(Delivery delivery) {
        if (!notebook.has("paid")) {
            notebook.write("charge");
            notebook.write("paid");
        }
    }

    void payOnce(Delivery delivery) {
        notebook.writeUnlessThere("charge");
        notebook.writeUnlessThere("paid");
    }

    RunsTwice builder(Job job) {
        return RunsTwice.job("pay", job).watching(notebook);
    }

    Reproduction reproduce(Job job, String fixed, String happened, String seen) {
        return builder(job).reproduce(report(fixed, happened, seen));
    }

    Reproduction broken(String fixed, String happened, String seen) {
        return reproduce(this::payThenNote, fixed, happened, seen);
    }

    /** The first bullet of what happened stands in line 7. */
    static IncidentReport report(String fixed, String happened, String seen) {
        return IncidentReport.parse("INC-7.md", text(fixed, happened, seen));
    }

    static String text(String fixed, String happened, String seen) {
        return "# Paid twice\n\njob: pay\n" + fixed + "\n\n## What happened\n- "
                + String.join("\n- ", happened.split(" *; *")) + "\n\n## What the customer saw\n- "
                + String.join("\n- ", seen.split(" *; *")) + "\n";
    }

    static List<String> schedules(Reproduction reproduction) {
        return reproduction.schedules().stream()
                .map(fitting -> fitting.schedule().toString())
                .toList();
    }
}
