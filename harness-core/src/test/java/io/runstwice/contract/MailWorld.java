package io.runstwice.contract;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Resource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** A job sends one mail and notes it in a database. Who takes the mail knows no keys. */
final class MailWorld {

    private static final class Source {

        private static final DataSource SOURCE = Postgres.database(
                "doubled_only_by_faults",
                List.of(
                        "create table jobs (id int primary key, state text not null, owner int, until timestamptz)",
                        "create table mails (id int generated always as identity primary key, job int, address text)",
                        "create table locks (name text primary key, owner int, until timestamptz)",
                        "create table audit (id int generated always as identity primary key, what text)"));
    }

    /** Where mails go. */
    enum Receiver {
        EFFECTS,
        HTTP,
        TABLE
    }

    /** One delivery. */
    interface Work {
        void perform(MailWorld world, int attempt) throws Exception;
    }

    final Database db = Database.watching(Source.SOURCE).varying("jobs.owner", "locks.owner");
    final Effects mailer = Effects.unkeyed();
    final HttpService.StripeLike gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));
    private final Receiver receiver;

    MailWorld(Receiver receiver) {
        this.receiver = receiver;
    }

    static MailWorld with(Receiver receiver) {
        return new MailWorld(receiver);
    }

    /** What is promised of the receiver: a double only by faults. */
    MailWorld doubledOnlyByFaults() {
        mailer.doubledOnlyByFaults();
        gateway.doubledOnlyByFaults("/v1/mails");
        if (receiver == Receiver.TABLE) {
            db.doubledOnlyByFaults("mails");
        }
        return this;
    }

    MailWorld recordedIn(String table) {
        mailer.recordedIn(table);
        gateway.recordedIn(table);
        db.recordedIn(table);
        return this;
    }

    void send() throws IOException, InterruptedException, SQLException {
        send("ann@example.org");
    }

    void send(String address) throws IOException, InterruptedException, SQLException {
        switch (receiver) {
            case EFFECTS -> mailer.perform("mail", address);
            case HTTP -> post(gateway.uri().resolve("/v1/mails"), "address=" + address);
            case TABLE -> update("insert into mails (job, address) values (42, ?)", address);
        }
    }

    private static void post(URI to, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("status " + status);
        }
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            return update(connection, sql, parameters);
        }
    }

    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    boolean isDone() throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            return isDone(connection, "");
        }
    }

    static boolean isDone(Connection connection, String lock) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select state from jobs where id = 42" + lock);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getString(1).equals("done");
        }
    }

    void done() throws SQLException {
        update("update jobs set state = 'done' where id = 42");
    }

    /** Requests take longer than calls, and their orders are the same. */
    Verdict explore(Work work) {
        return explore(receiver == Receiver.HTTP ? Bounds.standard().preemptions(1) : Bounds.standard(), work);
    }

    Verdict explore(Bounds bounds, Work work) {
        return job(work).within(bounds).explore();
    }

    Verdict replay(String schedule, Work work) {
        return job(work).replay(Schedule.parse(schedule)).explore();
    }

    private RunsTwice job(Work work) {
        RunsTwice job = RunsTwice.job("MailJob", delivery -> work.perform(this, delivery.attempt()))
                .given(() -> db.execute("insert into jobs values (42, 'open', null, null)"))
                .watching("db", db);
        return receiver == Receiver.TABLE ? job : job.watching("mailer", resource());
    }

    private Resource resource() {
        return receiver == Receiver.HTTP ? gateway : mailer;
    }

    // the jobs

    /** Looks under a lock of the row, sends, marks. */
    static void underRowLock(MailWorld world, int attempt) throws Exception {
        try (Connection connection = world.db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            if (!isDone(connection, " for update")) {
                world.send();
                update(connection, "update jobs set state = 'done' where id = 42");
            }
            connection.commit();
        }
    }

    /** Claims for ten minutes, sends, marks; refuses while another worker has it. */
    static void underLease(MailWorld world, int attempt) throws Exception {
        int claimed = world.update(
                "update jobs set owner = ?, until = now() + interval '10 minutes'"
                        + " where id = 42 and state <> 'done' and (until is null or until < now())",
                attempt);
        if (claimed == 1) {
            world.send();
            world.update("update jobs set state = 'done', until = null where id = 42 and owner = ?", attempt);
        } else if (!world.isDone()) {
            throw new IllegalStateException("somebody else has it");
        }
    }

    /** Looks, sends, marks. */
    static void unlocked(MailWorld world, int attempt) throws Exception {
        if (!world.isDone()) {
            world.send();
            world.done();
        }
    }

    /** Sends and marks, and never looks. */
    static void blindly(MailWorld world, int attempt) throws Exception {
        world.send();
        world.done();
    }

    /** As under the row's lock, but once it has begun, whatever fails is tried again as a whole, without a look. */
    static void retriedWithoutALook(MailWorld world, int attempt) throws Exception {
        if (world.isDone()) {
            return;
        }
        try {
            sendAndMark(world);
        } catch (SQLException first) {
            sendAndMark(world);
        }
    }

    private static void sendAndMark(MailWorld world) throws Exception {
        try (Connection connection = world.db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            isDone(connection, " for update");
            world.send();
            update(connection, "update jobs set state = 'done' where id = 42");
            connection.commit();
        }
    }

    /** A second mail whenever the message comes again. */
    static void twiceWhenRedelivered(MailWorld world, int attempt) throws Exception {
        try (Connection connection = world.db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            if (!isDone(connection, " for update")) {
                world.send();
                if (attempt > 1) {
                    world.send();
                }
                update(connection, "update jobs set state = 'done' where id = 42");
            }
            connection.commit();
        }
    }
}
