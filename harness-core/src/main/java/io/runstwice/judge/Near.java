package io.runstwice.judge;

import java.time.Instant;
import java.time.LocalDate;

/** Reads times of a run that has nothing to be compared with: the present, or as they are. */
record Near(ActMoments run) implements Times {

    @Override
    public String read(Layout.Field field, Instant instant) {
        boolean controlled = run.clocks().contains(instant);
        boolean now = !instant.isBefore(run.begin()) && !instant.isAfter(run.end());
        return controlled || now ? "now" : "time " + instant;
    }

    @Override
    public String read(Layout.Field field, LocalDate day) {
        boolean today = ActMoments.ZONES.stream()
                .anyMatch(zone ->
                        run.days(zone).contains(day) || run.controlledDays(zone).contains(day));
        return today ? "today" : "time " + day;
    }
}
