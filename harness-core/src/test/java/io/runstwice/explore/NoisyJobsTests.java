package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.agreement.Slice;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Jobs whose columns mix times, ids, tokens, amounts and counters in every type: what is no noise is found, what is
 * noise is not.
 */
@Tag("exhaustive")
class NoisyJobsTests {

    @Test
    void sample_isJudgedRight() {
        assertThat(wrong(LongStream.range(0, 16))).isEmpty();
    }

    @Test
    @Tag("proof")
    void sixHundredJobs_areJudgedRight() {
        assertThat(wrong(LongStream.range(0, 600).filter(Slice.asked()::has))).isEmpty();
    }

    private static List<String> wrong(LongStream seeds) {
        List<String> wrong = new ArrayList<>();
        int[] counts = new int[2];
        seeds.forEach(seed -> {
            NoisyJob job = new NoisyJob(seed);
            Verdict verdict = explore(job);
            counts[job.isUnsafe() ? 1 : 0]++;
            if (job.isUnsafe() ? !verdict.isUnsafe() : !verdict.isSafe()) {
                wrong.add(job + " is " + (job.isUnsafe() ? "unsafe" : "safe") + ", but: " + verdict);
            }
        });
        System.getLogger(NoisyJobsTests.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "noisy jobs: {0} safe, {1} unsafe, {2} judged wrong",
                        counts[0],
                        counts[1],
                        wrong.size());
        return wrong;
    }

    private static Verdict explore(NoisyJob job) {
        DataSource source = Postgres.database("noisy", job.schema());
        Database db = Database.watching(source);
        return RunsTwice.job("job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        job.perform(connection, delivery);
                    }
                })
                .watching(db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }
}
