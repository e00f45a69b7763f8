package io.runstwice.junit;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.Occupation;
import io.runstwice.Verdict;
import io.runstwice.explore.Part;
import io.runstwice.schedule.Schedule;

/** What one test asks of the engine. */
interface Question {

    /** How the test is named. */
    String title();

    /** Asks it from the world as it is now. */
    Verdict ask(Occupation occupation, Job job);

    /** One part of what the bounds allow. */
    record OfPart(String name, Bounds bounds, Part part, Trace trace) implements Question {

        @Override
        public String title() {
            return part.title();
        }

        @Override
        public Verdict ask(Occupation occupation, Job job) {
            Verdict verdict = occupation.explore(name, job, bounds, part);
            if (part instanceof Part.Determinism) {
                trace.record(verdict);
            }
            return verdict;
        }
    }

    /** The part with this number, of a trace that nobody has recorded: it records its own. */
    record OfNumber(String name, Bounds bounds, int number, Trace trace) implements Question {

        @Override
        public String title() {
            return "#" + (number + 1) + " of a trace not recorded yet";
        }

        @Override
        public Verdict ask(Occupation occupation, Job job) {
            Verdict alone = new OfPart(name, bounds, new Part.Determinism(), trace).ask(occupation, job);
            return alone.isSafe() ? occupation.explore(name, job, bounds, trace.part(number)) : alone;
        }
    }

    /** One schedule. */
    record OfSchedule(String name, Bounds bounds, Schedule schedule) implements Question {

        @Override
        public String title() {
            return "replay " + schedule;
        }

        @Override
        public Verdict ask(Occupation occupation, Job job) {
            return occupation.replay(name, job, bounds, schedule);
        }
    }
}
