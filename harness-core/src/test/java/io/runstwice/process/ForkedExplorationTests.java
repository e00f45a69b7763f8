package io.runstwice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole explorations of deliveries in processes of their own, killed by SIGKILL, at a real PostgreSQL;
 * {@code TiersAgreeTests} compares one in each {@code verify}.
 */
@Tag("proof")
class ForkedExplorationTests {

    private final Database db = Database.watching(() -> Postgres.database("forked", ChargeJobs.SCHEMA));
    private final HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(50));

    private Verdict explore(Class<? extends Job> job, Tier tier) {
        return RunsTwice.job(job)
                .given(() -> db.execute("insert into invoices(id, total) values (42, 1999)"))
                .watching("db", db)
                .watching("gateway", gateway)
                .within(Bounds.standard().copies(1).preemptions(0).guard(Duration.ofMinutes(5)))
                .tier(tier)
                .explore();
    }

    @Test
    void chargeWithoutKey_findsInProcessesWhatItFindsInThreads() {
        Verdict threads = explore(ChargeJobs.Naive.class, Tier.THREAD);
        Verdict processes = explore(ChargeJobs.Naive.class, Tier.PROCESS);

        assertThat(processes.isUnsafe()).as(processes.toString()).isTrue();
        assertThat(processes.toString()).isEqualTo(threads.toString());
    }

    @Test
    void chargeWithKey_isSafeInProcesses() {
        Verdict verdict = explore(ChargeJobs.WithKey.class, Tier.PROCESS);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
    }
}
