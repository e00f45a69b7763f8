package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
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
 * A worker that is played by a thread dies as a process does: same verdict, same stories, with the exceptions and SQL states in them, same
 * coverage.
 */
@Tag("exhaustive")
class TiersAgreeTests {

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

    private void compare(LongStream seeds) {
        seeds.forEach(seed -> assertThat(withoutTier(explore(seed, Tier.PROCESS)))
                .as("seed %s", seed)
                .isEqualTo(withoutTier(explore(seed, Tier.THREAD))));
    }

    /** A certificate says what deliveries have in common, and that only a process can be shut down: nothing else differs. */
    private static String withoutTier(Verdict verdict) {
        return verdict.toString()
                .replace("a shutdown by SIGTERM; ", "")
                .replace("each delivery has a process of its own, killed by SIGKILL where its worker dies", "")
                .replace(
                        "one JVM runs every delivery: a guard in its static memory (a lock, a map) holds in one JVM only",
                        "");
    }

    @Test
    void generatedJob_isToldAlikeInBothTiers() {
        compare(LongStream.of(3));
    }

    @Test
    @Tag("proof")
    void generatedJobs_areToldAlikeInBothTiers() {
        compare(LongStream.range(0, 200));
    }
}
