package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.explore.Findings;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Column;
import io.runstwice.world.Redaction;
import io.runstwice.world.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The story of a violation, in the fewest lines that show it. */
public final class Story {

    private static final int MOST_ROWS = 3;

    /** Two secrets look the same, and so do long texts that are cut. */
    private static final String DIFFERS = "   (differs in what is not shown)";

    private Story() {}

    /** The story of one run. */
    public static String of(Findings findings, Finding finding) {
        Facts facts = new Facts()
                .headline(findings.job() + " is not safe to run twice: "
                        + finding.violation().kind())
                .gap();
        differences(facts, findings, finding.run(), finding.violation());
        if (finding.nearest().size() > 1) {
            facts.redacted(
                    "nearest", "\"" + new Schedule(finding.nearest()) + "\", of what is right: one after the other");
        }
        facts.gap().table(TraceText.lines(finding.run().steps())).gap();
        facts.fact("cause", causes(findings, finding));
        facts.redacted("replay", "@Replay(\"" + quoted(finding.run().schedule().toString()) + "\")");
        facts.fact("explored", Certificate.coverage(findings));
        return Prose.stable(facts.toString());
    }

    /** None at all where the trace gives no evidence. */
    private static List<String> causes(Findings findings, Finding finding) {
        return Stream.of(
                        Cause.of(findings, finding),
                        TwoGenerals.of(findings, finding),
                        WithoutExcuse.of(findings, finding))
                .flatMap(Optional::stream)
                .toList();
    }

    static String quoted(String schedule) {
        return schedule.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    static void differences(Facts facts, Findings findings, Run run, Violation violation) {
        if (violation.kind() == Violation.Kind.STUCK) {
            facts.fact(
                    "expected",
                    "acknowledged at the latest "
                            + Prose.duration(findings.bounds().redeliveredWithin()) + " after the last fault");
            facts.fact("but was", gaveBack(run) + "never settled");
        }
        run.broken().forEach(broke -> {
            facts.fact("expected", broke.what());
            facts.fact("but was", broke.why());
        });
        for (Difference difference : violation.differences()) {
            difference(facts, difference);
        }
    }

    private static String gaveBack(Run run) {
        int times = (int) run.steps().stream()
                .filter(step -> step instanceof Step.Ended ended && ended.ending() instanceof Ending.Threw)
                .count();
        return times == 0 ? "" : "given back by " + Prose.counted(times, "delivery", "deliveries") + ", and ";
    }

    private static void difference(Facts facts, Difference difference) {
        String where = Redaction.of(difference.resource() + " " + difference.table()) + "   ";
        if (difference.expected() != difference.actual() || difference.changed().isEmpty()) {
            facts.redacted("expected", where + Prose.rows(difference.expected()));
            List<String> surplus = texts(difference, difference.surplus());
            List<String> rows = new ArrayList<>();
            surplus.forEach(row -> rows.add("+ " + row));
            texts(difference, difference.missing())
                    .forEach(row -> rows.add("- " + row + (surplus.contains(row) ? DIFFERS : "")));
            String first = where + Prose.rows(difference.actual());
            facts.redacted("but was", first + (rows.isEmpty() ? "" : "   " + rows.get(0)));
            String under = " ".repeat(first.length() + 3);
            rows.stream().skip(1).forEach(row -> facts.redacted("", under + row));
        }
        difference.changed().stream().limit(MOST_ROWS).forEach(change -> {
            String expected = RowText.of(difference.columns(), change.expected(), shown(change));
            String actual = RowText.of(difference.columns(), change.actual(), shown(change));
            facts.redacted("expected", where + expected);
            facts.redacted("but was", where + actual + (actual.equals(expected) ? DIFFERS : ""));
        });
    }

    private static List<String> texts(Difference difference, List<Row> rows) {
        return rows.stream()
                .limit(MOST_ROWS)
                .map(row -> RowText.of(difference.columns(), row))
                .toList();
    }

    private static Predicate<Column> shown(Difference.Change change) {
        return column -> column.key() || change.columns().contains(column.name());
    }
}
