package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.agreement.Slice;
import io.runstwice.agreement.TierLine;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A worker that is played by a thread dies as a process does: same verdict, same stories, with the exceptions and SQL
 * states in them, same coverage. All jobs take more than an hour: {@code -Dtests.slice} runs a part.
 */
@Tag("exhaustive")
class TiersAgreeTests {

    private static final System.Logger LOG = System.getLogger(TiersAgreeTests.class.getName());
    private static final int STEPS = 2;

    private final Database db = Database.watching(() -> Postgres.database("tiers_agree", schema()));
    private final HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(50));

    private static List<String> schema() {
        List<String> schema = new ArrayList<>(GeneratedJob.SCHEMA);
        schema.add("create table seeds (seed bigint not null)");
        return schema;
    }

    /** Reads from the database which one it is, since nothing but its name reaches a process. */
    static final class Generated implements Job {

        @Override
        public void perform(Delivery delivery) throws SQLException, IOException {
            Database db = delivery.watched("db", Database.class);
            new GeneratedJob(seed(db), STEPS)
                    .perform(
                            db.dataSource(),
                            delivery.watched("gateway", HttpService.class).uri());
        }

        private static long seed(Database db) throws SQLException {
            try (Connection connection = db.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet seed = statement.executeQuery("select seed from seeds")) {
                seed.next();
                return seed.getLong(1);
            }
        }
    }

    private Verdict explore(long seed, Tier tier) {
        return RunsTwice.job(Generated.class)
                .given(() -> {
                    db.execute(GeneratedJob.GIVEN);
                    db.execute("insert into seeds values (?)", seed);
                })
                .watching("db", db)
                .watching("gateway", gateway)
                .within(Bounds.standard().copies(1).preemptions(0).guard(Duration.ofMinutes(10)))
                .tier(tier)
                .explore();
    }

    private void compare(long seed) {
        Verdict processes = explore(seed, Tier.PROCESS);

        assertThat(TierLine.without(processes))
                .as("seed %s", seed)
                .isEqualTo(TierLine.without(explore(seed, Tier.THREAD)));
        LOG.log(
                System.Logger.Level.INFO,
                "tiers agree on job {0}: {1} schedules",
                seed,
                processes.coverage().explored());
    }

    @Test
    void generatedJob_isToldAlikeInBothTiers() {
        compare(3);
    }

    @Test
    @Tag("proof")
    void generatedJobs_areToldAlikeInBothTiers() {
        LongStream.range(0, 200).filter(Slice.asked()::has).forEach(this::compare);
    }
}
