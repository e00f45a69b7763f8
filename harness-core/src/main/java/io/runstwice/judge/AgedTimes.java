package io.runstwice.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Times as a later delivery would find them: written in this run and aged by what passed since, or so far ahead or
 * behind.
 *
 * <p>A distance is told from the clock that the time was made with. Whole minutes from the controlled clock are exact.
 * A fraction of a second shows the machine's clock: rounded down to the moment's grain, because that clock goes on
 * between two runs. Other whole seconds may come from either clock, if seconds are all that is stored, so they are
 * rounded against both.
 */
final class AgedTimes implements Times {

    /** Clocks of two machines, or two roundings of one instant, may be this far apart. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final FutureKey.Moment present;
    private final List<Duration> ages;

    AgedTimes(FutureKey.Moment present) {
        this.present = present;
        this.ages = List.of(Duration.ZERO, present.passed());
    }

    /**
     * The controlled clock stands still, so times that were written by it are recognised exactly, and first: the
     * machine's clock may show nearly the same time, and how nearly is luck. A resource that grows older by itself has
     * moved such a time back.
     */
    @Override
    public String read(Layout.Field field, Instant instant) {
        Instant clock = present.clock();
        return first(age -> instant.equals(clock.minus(age)))
                .or(() -> first(age -> instant.equals(clock.minus(age).minus(age))))
                .or(() -> first(age -> isOfThisRun(instant.plus(age))))
                .map(age -> "this run, aged " + age)
                .orElseGet(() -> distance(instant));
    }

    private String distance(Instant instant) {
        Duration fromClock = Duration.between(present.clock(), instant);
        if (fromClock.getNano() != 0) {
            return "far " + bucket(present.begin(), instant);
        }
        return fromClock.toSecondsPart() == 0
                ? "clock " + fromClock
                : "far " + bucket(present.begin(), instant) + " and " + bucket(present.clock(), instant);
    }

    private Optional<Duration> first(Predicate<Duration> fits) {
        return ages.stream().filter(fits).findFirst();
    }

    private boolean isOfThisRun(Instant instant) {
        Duration length = Duration.between(present.begin(), present.now());
        Instant clock = present.clock();
        return isWithin(instant, present.begin(), present.now()) || isWithin(instant, clock, clock.plus(length));
    }

    private static boolean isWithin(Instant instant, Instant from, Instant to) {
        return !instant.isBefore(from.minus(SLACK)) && !instant.isAfter(to.plus(SLACK));
    }

    private String bucket(Instant from, Instant instant) {
        Duration far = Duration.between(from.minus(SLACK), instant);
        long passed = present.marks().stream()
                .filter(mark -> far.compareTo(mark) >= 0)
                .count();
        return Math.floorDiv(far.toMillis(), present.grain().toMillis()) + (passed == 0 ? "" : "+" + passed);
    }

    @Override
    public String read(Layout.Field field, LocalDate day) {
        return "day " + days(present.begin(), day) + " " + days(present.clock(), day);
    }

    private static long days(Instant from, LocalDate day) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(from, ZoneOffset.UTC), day);
    }
}
