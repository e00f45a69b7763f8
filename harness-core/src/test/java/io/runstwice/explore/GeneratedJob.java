package io.runstwice.explore;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/** A small job drawn from a seed: some are safe, most are not, each in its own way. */
public final class GeneratedJob {

    public static final List<String> SCHEMA = List.of(
            "create table orders (id int primary key, done boolean not null, total int not null)",
            "create table effects (ref text primary key)",
            "create table log (id bigint generated always as identity primary key, what text not null)");

    public static final String GIVEN = "insert into orders values (1, false, 0)";

    private final long seed;
    private final List<Op> ops;
    private final boolean transaction;

    /** One step of a job. */
    private sealed interface Op {

        record ReturnIfDone() implements Op {}

        record SkipNextIfLogged(String what) implements Op {}

        record MarkDone() implements Op {}

        record InsertUnique(String ref, boolean caught) implements Op {}

        record Log(String what) implements Op {}

        record Increment() implements Op {}

        record Post(boolean keyed) implements Op {}

        record Twice(Op op) implements Op {}
    }

    /**
     * @param longest how many steps it has at most before its last one
     */
    public GeneratedJob(long seed, int longest) {
        this.seed = seed;
        Random random = new Random(seed);
        this.transaction = random.nextInt(3) == 0;
        List<Op> drawn = new ArrayList<>();
        int length = longest - random.nextInt(2);
        for (int i = 0; i < length; i++) {
            drawn.add(draw(random, true));
        }
        drawn.add(random.nextBoolean() ? new Op.Log("end") : new Op.MarkDone());
        this.ops = List.copyOf(drawn);
    }

    private static Op draw(Random random, boolean loops) {
        return switch (random.nextInt(loops ? 9 : 8)) {
            case 0 -> new Op.ReturnIfDone();
            case 1 -> new Op.SkipNextIfLogged(random.nextBoolean() ? "a" : "end");
            case 2 -> new Op.MarkDone();
            case 3 -> new Op.InsertUnique("u", random.nextInt(3) > 0);
            case 4 -> new Op.Log("a");
            case 5 -> new Op.Increment();
            case 6 -> new Op.Post(true);
            case 7 -> new Op.Post(false);
            default -> new Op.Twice(draw(random, false));
        };
    }

    public void perform(DataSource database, URI gateway) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(!transaction);
            run(connection, gateway);
            if (transaction) {
                connection.commit();
            }
        }
    }

    private void run(Connection connection, URI gateway) throws SQLException, IOException {
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            if (op instanceof Op.ReturnIfDone && isTrue(connection, "select done from orders where id = 1")) {
                return;
            } else if (op instanceof Op.SkipNextIfLogged skip) {
                i += isTrue(connection, "select count(*) > 0 from log where what = '" + skip.what() + "'") ? 1 : 0;
            } else if (op instanceof Op.Twice twice) {
                apply(connection, gateway, twice.op(), 1);
                apply(connection, gateway, twice.op(), 2);
            } else {
                apply(connection, gateway, op, i);
            }
        }
    }

    private void apply(Connection connection, URI gateway, Op op, int index) throws SQLException, IOException {
        if (op instanceof Op.MarkDone) {
            update(connection, "update orders set done = true where id = 1");
        } else if (op instanceof Op.Increment) {
            update(connection, "update orders set total = total + 1 where id = 1");
        } else if (op instanceof Op.Log log) {
            update(connection, "insert into log (what) values ('" + log.what() + "')");
        } else if (op instanceof Op.InsertUnique unique) {
            insert(connection, unique.ref() + index, unique.caught());
        } else if (op instanceof Op.Post post) {
            post(gateway, post.keyed() ? "key-" + index : null);
        }
    }

    /** In a transaction a violation poisons everything after it, so there it is avoided instead of caught. */
    private void insert(Connection connection, String ref, boolean caught) throws SQLException {
        String sql = "insert into effects (ref) values ('" + ref + "')";
        if (caught && transaction) {
            update(connection, sql + " on conflict do nothing");
            return;
        }
        try {
            update(connection, sql);
        } catch (SQLException violation) {
            if (!caught || !"23505".equals(violation.getSQLState())) {
                throw violation;
            }
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private void post(URI gateway, String key) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) gateway.resolve("/v1/charges").toURL().openConnection();
        request.setRequestMethod("POST");
        request.setDoOutput(true);
        if (key != null) {
            request.setRequestProperty("Idempotency-Key", key);
        }
        request.getOutputStream().write("amount=100&currency=usd".getBytes(StandardCharsets.UTF_8));
        if (request.getResponseCode() >= 300) {
            throw new IOException("gateway answered " + request.getResponseCode());
        }
        request.getInputStream().close();
    }

    @Override
    public String toString() {
        return "job " + seed + (transaction ? " in a transaction " : " in autocommit ") + ops;
    }
}
