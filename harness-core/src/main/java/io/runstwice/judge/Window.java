package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What "now" was during a run: by the machine's clock anything from its begin to its end, by the controlled clock where it
 * stood before and after the time that passed.
 *
 * @param clock where the controlled clock stood first
 * @param begin by the machine's clock
 * @param end by the machine's clock
 * @param passed how far the controlled clock moved
 */
record Window(Instant clock, Instant begin, Instant end, Duration passed) {

    /** Clocks of two machines, or two roundings of one instant, may be this far apart. */
    static final Duration SLACK = Duration.ofSeconds(1);

    static Window of(Observation run) {
        Observation.Act first = run.acts().get(0);
        Observation.Act last = run.acts().get(run.acts().size() - 1);
        Instant clock = first.clocks().get(0);
        Instant lastClock = last.clocks().get(last.clocks().size() - 1);
        return new Window(clock, first.begin(), last.end(), Duration.between(clock, lastClock));
    }

    Duration length() {
        return Duration.between(begin, end);
    }

    /** Whether an instant was the present at some moment that a clock of this run surely showed. */
    boolean isNow(Instant instant, Duration slack) {
        return isWithin(instant, begin, end, slack)
                || isWithin(instant, clock, clock.plus(length()), slack)
                || isWithin(instant, clock.plus(passed), clock.plus(passed).plus(length()), slack);
    }

    /** Whether it may have been: the controlled clock moves in steps that are not known here. */
    boolean mayBeNow(Instant instant, Duration slack) {
        return isWithin(instant, clock, clock.plus(passed).plus(length()), slack);
    }

    private static boolean isWithin(Instant instant, Instant from, Instant to, Duration slack) {
        return !instant.isBefore(from.minus(slack)) && !instant.isAfter(to.plus(slack));
    }

    /** Whether it was that day at some moment of this run, in UTC or where this machine stands. */
    boolean isToday(LocalDate day) {
        return List.of(ZoneOffset.UTC, ZoneId.systemDefault()).stream()
                .anyMatch(zone -> isWithin(day, begin, end, zone) || isWithin(day, clock, clock.plus(passed), zone));
    }

    private static boolean isWithin(LocalDate day, Instant from, Instant to, ZoneId zone) {
        return !day.isBefore(LocalDate.ofInstant(from, zone)) && !day.isAfter(LocalDate.ofInstant(to, zone));
    }

    /** Whether this run and another saw the same days. */
    boolean isSameDay(Window other) {
        return daysTo(other.today()) == 0
                && isToday(LocalDate.ofInstant(other.end, ZoneOffset.UTC))
                && LocalDate.ofInstant(clock.plus(passed), ZoneOffset.UTC)
                        .equals(LocalDate.ofInstant(other.clock.plus(other.passed), ZoneOffset.UTC));
    }

    /** How many days ahead a day lay. */
    long daysTo(LocalDate day) {
        return ChronoUnit.DAYS.between(today(), day);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(begin, ZoneOffset.UTC);
    }
}
