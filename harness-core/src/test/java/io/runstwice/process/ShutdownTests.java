package io.runstwice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.engine.WorldLease;
import io.runstwice.explore.Family;
import io.runstwice.explore.Part;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.schedule.Schedule;
import io.runstwice.tier.ForkedJob;
import io.runstwice.world.Misuse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that is told to end, by a real SIGTERM, while its job works. */
@Tag("exhaustive")
class ShutdownTests {

    private final Database db = Database.watching(() -> Postgres.database("shutdowns", ShutdownJobs.SCHEMA));

    private RunsTwice describe(Class<? extends Job> job, Bounds bounds) {
        return RunsTwice.job(job)
                .watching("db", db)
                .within(bounds.deliveryWithin(Duration.ofSeconds(30)).guard(Duration.ofMinutes(10)))
                .tier(Tier.PROCESS);
    }

    private Verdict replay(Class<? extends Job> job, String schedule) {
        return describe(job, Bounds.standard()).replay(Schedule.parse(schedule)).explore();
    }

    @Test
    void hookThatMarksTheMessageDone_losesTheEffect() {
        Verdict verdict = replay(ShutdownJobs.Marking.class, "D1 shutdown before db INSERT charge #1; D2");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind())
                .as(verdict.toString())
                .isEqualTo(Violation.Kind.LOST_EFFECT);
        assertThat(verdict.toString())
                .containsSubsequence(
                        "D1  ✗ told to end by SIGTERM: its shutdown hooks run",
                        "D1  db  INSERT done",
                        "D1  ✗ its process ended by itself, with exit code 143",
                        "D2  ✓ acknowledged");
    }

    @Test
    void hookThatLetsGoWhileTheJobWorks_doublesTheEffectInTheOrderOfSidekiq() {
        Verdict verdict = replay(ShutdownJobs.LettingGo.class, "D1 shutdown before db INSERT charge #1; D2; D1");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
    }

    @Test
    void hookThatWaits_isKilledAfterTheGracePeriod() {
        Verdict verdict = replay(
                ShutdownJobs.Waiting.class,
                "D1 shutdown before db INSERT charge #1; 25s later D1 crash before db INSERT charge #1");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isFalse();
        assertThat(verdict.reason()).as(verdict.toString()).isEmpty();
    }

    /** That family alone: a lease lapses, so a delivery that stands still for an hour is overtaken, shutdown or not. */
    private Verdict shutDown(Class<? extends Job> job) {
        try (WorldLease world = WorldLease.of(Map.of("db", db))) {
            return world.explore(
                    job.getSimpleName(),
                    new ForkedJob("io.runstwice.tier.JobTask", List.of(job.getName())),
                    Bounds.standard()
                            .withShutdowns()
                            .deliveryWithin(Duration.ofSeconds(30))
                            .guard(Duration.ofMinutes(10)),
                    new Part.OfFamily(Family.SHUTDOWNS));
        }
    }

    @Test
    @Tag("proof")
    void jobsThatLeaveTheirGuardsAlone_areSafe() {
        for (Class<? extends Job> job : List.of(ShutdownJobs.Leaving.class, ShutdownJobs.Waiting.class)) {
            Verdict verdict = shutDown(job);

            assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
            assertThat(verdict.toString()).contains("shutdown (SIGTERM, hooks, 25 s, SIGKILL) before 5 interactions");
        }
    }

    @Test
    @Tag("proof")
    void jobsThatGiveTheirGuardsAway_areFound() {
        for (Class<? extends Job> job : List.of(ShutdownJobs.Marking.class, ShutdownJobs.LettingGo.class)) {
            Verdict verdict = shutDown(job);

            assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
            assertThat(verdict.counterexamples().get(0).schedule().toString())
                    .startsWith("D1 shutdown before db INSERT charge #1; D2");
        }
    }

    @Test
    void threads_cannotBeShutDown() {
        RunsTwice described = describe(
                        ShutdownJobs.Waiting.class, Bounds.standard().withShutdowns())
                .tier(Tier.THREAD);

        assertThatThrownBy(described::explore)
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("a shutdown ends a process")
                .hasMessageContaining("Use the tier PROCESS");
    }
}
