package io.runstwice.schedule;

/** The text form of a schedule. */
final class ScheduleText {

    private ScheduleText() {}

    static String print(Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    static Schedule parse(String text) {
        throw new UnsupportedOperationException();
    }
}
