package io.runstwice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.agreement.TierLine;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deliveries that overlap, each in a process of its own: turns, locks and victims are those of threads. */
@Tag("exhaustive")
class OverlapInProcessesTests {

    private final Database db = Database.watching(() -> Postgres.database("overlap_forked", AccountJobs.SCHEMA));

    private RunsTwice describe(Class<? extends Job> job, Tier tier) {
        return RunsTwice.job(job)
                .given(() -> db.execute("insert into account values (1, false), (2, false)"))
                .watching("db", db)
                .within(Bounds.standard().deliveryWithin(Duration.ofSeconds(30)).guard(Duration.ofMinutes(10)))
                .tier(tier);
    }

    private void isToldAlike(Class<? extends Job> job, String schedule, String... parts) {
        Verdict processes =
                describe(job, Tier.PROCESS).replay(Schedule.parse(schedule)).explore();

        assertThat(processes.reason()).as(processes.toString()).isEmpty();
        assertThat(processes.toString()).contains(parts);
        assertThat(TierLine.without(processes))
                .isEqualTo(TierLine.without(describe(job, Tier.THREAD)
                        .replay(Schedule.parse(schedule))
                        .explore()));
    }

    @Test
    void checkThenAct_chargesTwiceLikeInThreads() {
        isToldAlike(
                AccountJobs.Checking.class,
                "D1 pause before db INSERT charge #1; copy D2; D1",
                "double effect",
                "replay     @Replay(\"D1 pause before db INSERT charge #1; copy D2; D1\")");
    }

    /** The schedule has a second turn for D2 only because the first one was kept waiting. */
    @Test
    void holderOfALock_isKilled_whoWaitsForItGoesOn() {
        isToldAlike(
                AccountJobs.Locking.class,
                "D1 pause before db INSERT charge #1; copy D2; D1 crash before db INSERT charge #1; D2",
                "ends as a single delivery does");
    }

    @Test
    @Tag("proof")
    void holderOfALock_lives_whoWaitsForItGoesOn() {
        isToldAlike(
                AccountJobs.Locking.class,
                "D1 pause before db INSERT charge #1; copy D2; D1; D2",
                "ends as a single delivery does");
    }

    @Test
    @Tag("proof")
    void lapsedVisibility_chargesTwiceLikeInThreads() {
        isToldAlike(
                AccountJobs.Checking.class, "D1 pause before db INSERT charge #1; 1h later D2; D1", "double effect");
    }

    @Test
    @Tag("proof")
    void deadlock_firstIsRefusedLikeInThreads() {
        isToldAlike(
                AccountJobs.Crossing.class, "D1 pause before db UPDATE account #2; copy D2; D1", "40P01", "account: 1");
    }

    @Test
    @Tag("proof")
    void deadlock_secondIsRefusedLikeInThreads() {
        isToldAlike(
                AccountJobs.Crossing.class,
                "D1 pause before db UPDATE account #2; copy D2 pause before db UPDATE account #2; D1; D2",
                "40P01",
                "account: 2");
    }

    @Test
    @Tag("proof")
    void checkThenActExplored_findsInProcessesWhatItFindsInThreads() {
        Verdict processes = describe(AccountJobs.Checking.class, Tier.PROCESS).explore();

        assertThat(processes.isUnsafe()).as(processes.toString()).isTrue();
        assertThat(TierLine.without(processes))
                .isEqualTo(TierLine.without(
                        describe(AccountJobs.Checking.class, Tier.THREAD).explore()));
    }

    @Test
    @Tag("proof")
    void lockedCheckExplored_isSafeInEveryOrder() {
        Verdict processes = describe(AccountJobs.Locking.class, Tier.PROCESS).explore();

        assertThat(processes.isSafe()).as(processes.toString()).isTrue();
        assertThat(processes.coverage().isComplete()).isTrue();
        assertThat(TierLine.without(processes))
                .isEqualTo(TierLine.without(
                        describe(AccountJobs.Locking.class, Tier.THREAD).explore()));
    }
}
