package io.runstwice.junit;

import io.runstwice.Bounds;
import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.Job;
import io.runstwice.Reproduction;
import io.runstwice.Verdict;
import io.runstwice.engine.WorldLease;
import io.runstwice.explore.Part;
import io.runstwice.incident.IncidentReport;
import io.runstwice.schedule.Schedule;

/** The question that one test asks of the engine. */
interface Question {

    /** How the test is named. */
    String title();

    /** The key under which the answer is published. */
    default String key() {
        return "certificate";
    }

    /**
     * Asks it from the world as it is now.
     *
     * @param told what other tests of the method have said already
     * @return what a green test has to say
     * @throws org.opentest4j.AssertionFailedError if it is red
     */
    String answer(WorldLease lease, Job job, ToldViolations told);

    /** One that a verdict answers. */
    interface OfVerdict extends Question {

        Verdict ask(WorldLease lease, Job job);

        @Override
        default String answer(WorldLease lease, Job job, ToldViolations told) {
            Verdict verdict = ask(lease, job);
            told.orThrow(title(), verdict);
            return verdict.certificate();
        }
    }

    /** One part of what the bounds allow. */
    record OfPart(String name, Bounds bounds, Part part, RecordedTrace trace) implements OfVerdict {

        @Override
        public String title() {
            return part.title();
        }

        @Override
        public Verdict ask(WorldLease lease, Job job) {
            Verdict verdict = lease.explore(name, job, bounds, part);
            if (part instanceof Part.Determinism) {
                trace.record(verdict);
            }
            return verdict;
        }
    }

    /** The question with this number, of a trace that no test has recorded: it records its own. */
    record OfNumber(int number, RecordedTrace trace) implements Question {

        @Override
        public String title() {
            return "#" + (number + 1) + " of a trace not recorded yet";
        }

        @Override
        public String key() {
            return trace.has(number) ? trace.question(number).key() : Question.super.key();
        }

        @Override
        public String answer(WorldLease lease, Job job, ToldViolations told) {
            told.orThrow(title(), trace.alone().ask(lease, job));
            return trace.question(number).answer(lease, job, told);
        }
    }

    /** One schedule. */
    record OfSchedule(String name, Bounds bounds, Schedule schedule) implements OfVerdict {

        @Override
        public String title() {
            return "replay " + schedule;
        }

        @Override
        public Verdict ask(WorldLease lease, Job job) {
            return lease.replay(name, job, bounds, schedule);
        }
    }

    /** One incident. */
    record OfIncident(String name, Bounds bounds, IncidentReport report) implements Question {

        @Override
        public String title() {
            return "incident " + report.name();
        }

        @Override
        public String key() {
            return "incident";
        }

        @Override
        public String answer(WorldLease lease, Job job, ToldViolations told) {
            Reproduction reproduction = lease.reproduce(name, job, bounds, report);
            reproduction.orThrow();
            return reproduction.toString();
        }
    }

    /** Whether the job needs a guard. */
    record OfGuard(String name, Bounds bounds, Guard guard) implements Question {

        @Override
        public String title() {
            return "without guard: " + guard;
        }

        @Override
        public String key() {
            return "guard";
        }

        @Override
        public String answer(WorldLease lease, Job job, ToldViolations told) {
            GuardVerdict verdict = lease.without(name, job, bounds, guard);
            verdict.orThrow();
            return verdict.toString();
        }
    }
}
