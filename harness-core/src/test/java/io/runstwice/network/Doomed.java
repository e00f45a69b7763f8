package io.runstwice.network;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.fixture.NeverReturning;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A JVM that explores three jobs at once: over a link with a server of its own, over one of a server that another
 * program runs, and in processes. It says so when each has begun, the first two in the middle of a run, and explores
 * on.
 */
final class Doomed {

    private static final List<String> SCHEMA = List.of("create table paid (id int)");

    private Doomed() {}

    public static void main(String... toxiproxy) {
        String url = Postgres.url("doomed_own", SCHEMA);
        say("process " + postmaster(Database.at(url, "postgres", "")));
        URI address = URI.create(url.substring("jdbc:".length()));
        explore("own", url, Link.to("127.0.0.1", address.getPort()));
        explore(
                "far",
                Postgres.url("doomed_far", SCHEMA),
                Link.to("127.0.0.1", address.getPort()).by(URI.create(toxiproxy[0])));
        inProcesses(Postgres.url("doomed_forked", SCHEMA));
    }

    private static Object postmaster(Database db) {
        return db.query("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)");
    }

    /** Its third delivery does not come back from the middle of a transaction. */
    private static void explore(String name, String url, Link link) {
        AtomicInteger deliveries = new AtomicInteger();
        Database db = Database.at(url.replace("localhost", "127.0.0.1"), "postgres", "")
                .through(link);
        Thread exploring = new Thread(() -> RunsTwice.job(name, delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        pay(connection);
                        if (deliveries.incrementAndGet() == 3) {
                            say("running " + name);
                            NeverReturning.waitFor(new CountDownLatch(1));
                        }
                        connection.commit();
                    }
                })
                .watching("db", db)
                .explore());
        exploring.start();
    }

    private static void inProcesses(String url) {
        Database db = Database.at(url, "postgres", "");
        RunsTwice.job(PaysTwice.class)
                .given(() -> say("running forked"))
                .watching("db", db)
                .within(Bounds.standard().guard(Duration.ofMinutes(10)))
                .tier(Tier.PROCESS)
                .explore();
    }

    /** Many interactions, so that they are explored for long. */
    static final class PaysTwice implements Job {

        @Override
        public void perform(Delivery delivery) throws SQLException {
            try (Connection connection =
                    delivery.watched("db", Database.class).dataSource().getConnection()) {
                for (int time = 0; time < 10; time++) {
                    pay(connection);
                }
            }
        }
    }

    private static void pay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into paid values (1)");
        }
    }

    private static void say(String words) {
        System.out.println(words);
        System.out.flush();
    }
}
