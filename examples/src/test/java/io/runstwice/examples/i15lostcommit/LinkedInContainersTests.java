package io.runstwice.examples.i15lostcommit;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.examples.support.NeedsDocker;
import io.runstwice.jdbc.Database;
import io.runstwice.junit.Watched;
import io.runstwice.network.Link;
import io.runstwice.schedule.Schedule;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.toxiproxy.ToxiproxyContainer;

/** A database and what cuts it off, both in containers of one network. */
// region containers
@NeedsDocker
@Testcontainers
class LinkedInContainersTests {

    static final Network network = Network.newNetwork();

    @Container
    static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17")
            .withNetwork(network)
            .withNetworkAliases("bank")
            .withTmpFs(Map.of("/var/lib/postgresql/data", "rw"))
            .withInitScripts(
                    "io/runstwice/examples/i15lostcommit/schema.sql", "io/runstwice/examples/i15lostcommit/given.sql");

    @Container
    static final ToxiproxyContainer toxiproxy =
            new ToxiproxyContainer("ghcr.io/shopify/toxiproxy:2.12.0").withNetwork(network);

    static final Link link = Link.to("bank", 5432).by(toxiproxy::getHost, toxiproxy::getMappedPort);

    @Watched
    static final Database db = Database.at("jdbc:postgresql://bank:5432/test", "test", "test")
            .through(link)
            .disposable();
    // endregion

    @AfterAll
    static void end() {
        link.close();
        network.close();
    }

    @Test
    void commitReplyLostForReal_doublesTheEffectOfTheNaiveJobOnly() {
        Schedule lost = Schedule.parse("D1 lost reply of db COMMIT #1");

        assertThat(broken().replay(lost).explore())
                .isUnsafeWith("double effect: db accounts", "double effect: db ledger");
        Assertions.assertThat(fixed().replay(lost).explore().toString())
                .contains(
                        "ends as a single delivery does", "1 message was really lost, on a link of each worker's own");
    }

    @Test
    @Tag("proof")
    void everyFaultOfTheNetwork_isSurvivedByTheRepairedTwin() {
        Assertions.assertThat(fixed().explore().toString()).contains("is safe to run twice", "cut off from db at");
    }

    private static RunsTwice broken() {
        return over(RunsTwice.job(
                "BrokenTransferJob", delivery -> new BrokenTransferJob(db.dataSource()).perform("t-90", 7, 1000)));
    }

    private static RunsTwice fixed() {
        return over(RunsTwice.job(
                "FixedTransferJob", delivery -> new FixedTransferJob(db.dataSource()).perform("t-90", 7, 1000)));
    }

    private static RunsTwice over(RunsTwice job) {
        return job.watching("db", db).within(Bounds.standard().oneAtATime());
    }
}
