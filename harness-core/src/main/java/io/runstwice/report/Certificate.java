package io.runstwice.report;

import io.runstwice.explore.Findings;
import io.runstwice.explore.Part;
import io.runstwice.explore.Tally;
import io.runstwice.run.JobMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The certificate of a safe job: the proof, its bound, its assumptions, and the effects that cannot be seen. */
public final class Certificate {

    private Certificate() {}

    /** The certificate of a safe job. */
    public static String of(Findings findings) {
        Facts facts =
                new Facts().headline(findings.job() + headline(findings.part())).gap();
        facts.fact("explored", explored(findings));
        facts.fact("", coverage(findings));
        findings.judge().ifPresent(judge -> {
            facts.fact("compared", judge.compared());
            if (!judge.noise().isEmpty()) {
                facts.fact("noise", String.join(", ", judge.noise()));
            }
        });
        if (!findings.held().isEmpty()) {
            facts.fact("held", findings.held());
        }
        facts.fact("assumes", assumes(findings));
        facts.fact("not seen", notSeen(findings));
        if (!findings.notes().isEmpty()) {
            facts.fact("note", findings.notes());
        }
        return Prose.stable(facts.toString());
    }

    /** Only the whole exploration may say that a job is safe. */
    private static String headline(Part part) {
        if (part instanceof Part.Whole) {
            return " is safe to run twice, within this bound";
        } else if (part instanceof Part.Determinism) {
            return " repeats itself: one delivery without faults ends the same each time";
        } else if (part instanceof Part.Replay) {
            return " ends as a single delivery does, under this one schedule";
        }
        return " ends as a single delivery does, under " + part.title();
    }

    /**
     * How much of what the bound allows was explored: {@code 24 of 24 (complete)}.
     *
     * @param explored how many schedules were run to their end and judged
     * @param missing why that is not everything within the bound; empty if it is
     */
    public static String coverage(int explored, List<String> missing) {
        String count = String.format(Locale.ROOT, "%,d", explored);
        return missing.isEmpty()
                ? count + " of " + count + " (complete)"
                : count + " of more (not complete: " + String.join("; ", missing) + ")";
    }

    static String coverage(Findings findings) {
        Tally tally = findings.tally();
        String count = coverage(tally.explored(), tally.lowered()) + Overlapping.postponed(tally);
        return tally.merged() == 0
                ? count + Overlapping.leftOut(tally.overlaps())
                : count + Overlapping.leftOut(tally.overlaps()) + "; "
                        + Prose.counted(tally.merged(), "more fault")
                        + " led to a state explored before";
    }

    private static List<String> explored(Findings findings) {
        List<String> lines = new ArrayList<>();
        if (findings.part() instanceof Part.Single single) {
            lines.add(single.fault().toString());
        } else if (findings.part() instanceof Part.Replay replay) {
            return List.of("\"" + replay.schedule() + "\", and the baseline that it is compared with");
        } else if (findings.part() instanceof Part.Described described) {
            return List.of(described.title() + ", and the baseline that it is compared with");
        }
        lines.addAll(new Explored(findings).families());
        lines.add(
                lines.isEmpty()
                        ? "one delivery without faults, and once more with another clock and other generated ids"
                        : "redelivered at once and after "
                                + Prose.duration(findings.bounds().redeliveredWithin()));
        return lines;
    }

    private static List<String> assumes(Findings findings) {
        List<String> lines = new ArrayList<>();
        lines.add("the job acts only through "
                + String.join(" and ", findings.remarks().keySet())
                + "; its outcome depends on them and on the message alone");
        lines.add(memory(findings.memory()));
        if (findings.bounds().killsWorkers()) {
            lines.add("a worker is killed " + Prose.duration(findings.bounds().killedAfter())
                    + " after it began, wherever it stands still, and nothing that it sent arrives later");
        }
        findings.remarks().forEach((name, remarks) -> remarks.forEach(remark -> lines.add(name + ": " + remark)));
        return lines;
    }

    private static String memory(JobMemory memory) {
        return switch (memory) {
            case SHARED ->
                "one JVM runs every delivery: a guard in its static memory (a lock, a map) holds in one JVM only";
            case NONE -> "each delivery has a process of its own, killed by SIGKILL where its worker dies";
            case FRESH ->
                "each delivery has classes of its own, so no guard in their static memory held; shared libraries keep theirs";
        };
    }

    private static String notSeen(Findings findings) {
        List<String> unseen = new ArrayList<>(new Explored(findings).notSeen(findings.part() instanceof Part.Whole));
        unseen.add("other inputs");
        unseen.add("effects outside the watched resources");
        return String.join("; ", unseen);
    }
}
