package io.runstwice.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Stands still within a run, and moves when the schedule lets time pass. Thread-safe. */
final class ControlledClock extends Clock {

    private volatile Instant base = now();
    private volatile Duration passed = Duration.ZERO;

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Sets it to the machine's time. */
    void begin() {
        base = now();
        passed = Duration.ZERO;
    }

    /** Sets how much time has passed since the exploration began. */
    void show(Duration sinceBase) {
        passed = sinceBase;
    }

    /** Sets it. */
    void show(Instant now) {
        base = now;
        passed = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return base.plus(passed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Zoned(this, zone);
    }

    /** The same moments, read in another zone. */
    private static final class Zoned extends Clock {

        private final Clock moments;
        private final ZoneId zone;

        Zoned(Clock moments, ZoneId zone) {
            this.moments = moments;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return moments.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Zoned(moments, other);
        }
    }
}
