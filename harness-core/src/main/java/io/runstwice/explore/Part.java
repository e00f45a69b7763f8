package io.runstwice.explore;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;

/** The part that one exploration covers: everything, or one node of a test tree. */
public sealed interface Part {

    /** How the node is named. */
    String title();

    /** Whether a family is explored in it. */
    default boolean has(Family family) {
        return false;
    }

    /** Everything, smallest schedules first. */
    record Whole() implements Part {

        @Override
        public String title() {
            return "all schedules";
        }

        @Override
        public boolean has(Family family) {
            return true;
        }
    }

    /** The baseline: twice as it is, and twice with other clocks and generated values. */
    record Determinism() implements Part {

        @Override
        public String title() {
            return "one delivery, no fault";
        }
    }

    /** One fault of the first delivery, then redelivery until settled. */
    record Single(Fault fault) implements Part {

        @Override
        public String title() {
            return fault.toString();
        }
    }

    /** One family, and those that go on from it. */
    record OfFamily(Family family) implements Part {

        @Override
        public String title() {
            return family.title();
        }

        @Override
        public boolean has(Family any) {
            return any.node() == family;
        }
    }

    /** Just one schedule, named by a test. */
    record Replay(Schedule schedule) implements Part {

        @Override
        public String title() {
            return schedule.toString();
        }
    }

    /** The schedules of a description. */
    record Described(String title) implements Part {}
}
