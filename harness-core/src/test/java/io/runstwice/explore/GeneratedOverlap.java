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

/** A small job drawn from a seed that locks, branches and writes in the ways in which two of its kind can meet. */
final class GeneratedOverlap {

    static final List<String> SCHEMA = List.of(
            "create table orders (id int primary key, done boolean not null, total int not null)",
            "create table items (id bigint generated always as identity primary key, orders int not null references orders,"
                    + " what text not null)",
            "create table effects (ref text primary key)",
            "create table audit (id bigint generated always as identity primary key, what text not null)",
            "create function audited() returns trigger language plpgsql as"
                    + " $$ begin insert into audit (what) values ('order'); return new; end $$",
            "create trigger audits after update of done on orders for each row execute function audited()",
            "create table settings (id int primary key, value int not null)");

    static final List<String> GIVEN =
            List.of("insert into orders values (1, false, 0)", "insert into settings values (1, 7)");

    private static final List<Integer> ISOLATIONS = List.of(
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE);

    private enum Op {
        RETURN_IF_DONE,
        RETURN_IF_DONE_LOCKED,
        CLAIM_OR_RETURN,
        ADVISORY_LOCK,
        READ_SETTINGS,
        MARK_DONE,
        INSERT_ITEM,
        INSERT_UNIQUE,
        INSERT_UNIQUE_CAUGHT,
        READ_ADD_WRITE,
        POST_KEYED,
        POST
    }

    /** How a careful job begins. Not each is enough under each isolation, or before each of what follows. */
    private static final List<List<Op>> GUARDS = List.of(
            List.of(Op.RETURN_IF_DONE_LOCKED),
            List.of(Op.ADVISORY_LOCK, Op.RETURN_IF_DONE),
            List.of(Op.CLAIM_OR_RETURN),
            List.of(Op.RETURN_IF_DONE, Op.INSERT_UNIQUE),
            List.of(Op.RETURN_IF_DONE, Op.ADVISORY_LOCK));

    private final long seed;
    private final boolean transaction;
    private final int isolation;
    private final List<Op> ops = new ArrayList<>();

    GeneratedOverlap(long seed, int longest) {
        this.seed = seed;
        Random random = new Random(seed * 7_919);
        boolean careful = random.nextInt(3) > 0;
        this.transaction = careful || random.nextBoolean();
        this.isolation = ISOLATIONS.get(random.nextInt(ISOLATIONS.size()));
        if (careful) {
            ops.addAll(GUARDS.get(random.nextInt(GUARDS.size())));
        }
        int length = (careful ? 0 : 1) + random.nextInt(longest);
        for (int i = 0; i < length; i++) {
            ops.add(Op.values()[random.nextInt(Op.values().length)]);
        }
        ops.add(careful || random.nextBoolean() ? Op.MARK_DONE : Op.INSERT_ITEM);
    }

    void perform(DataSource database, URI gateway) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(!transaction);
            run(connection, gateway);
            if (transaction) {
                connection.commit();
            }
        }
    }

    private void run(Connection connection, URI gateway) throws SQLException, IOException {
        for (int i = 0; i < ops.size(); i++) {
            if (!goesOn(connection, gateway, ops.get(i), i)) {
                return;
            }
        }
    }

    private boolean goesOn(Connection connection, URI gateway, Op op, int index) throws SQLException, IOException {
        switch (op) {
            case RETURN_IF_DONE -> {
                return !isTrue(connection, "select done from orders where id = 1");
            }
            case RETURN_IF_DONE_LOCKED -> {
                return !isTrue(connection, "select done from orders where id = 1 for update");
            }
            case CLAIM_OR_RETURN -> {
                return isTrue(connection, "select not done from orders where id = 1 for update skip locked");
            }
            case ADVISORY_LOCK -> query(connection, "select pg_advisory_xact_lock(42)");
            case READ_SETTINGS -> query(connection, "select value from settings where id = 1");
            case MARK_DONE -> update(connection, "update orders set done = true where id = 1");
            case INSERT_ITEM -> update(connection, "insert into items (orders, what) values (1, 'i" + index + "')");
            case INSERT_UNIQUE -> update(connection, "insert into effects (ref) values ('u" + index + "')");
            case INSERT_UNIQUE_CAUGHT ->
                update(connection, "insert into effects (ref) values ('c" + index + "') on conflict do nothing");
            case READ_ADD_WRITE -> {
                int total = number(connection, "select total from orders where id = 1");
                update(connection, "update orders set total = " + (total + 1) + " where id = 1");
            }
            case POST_KEYED -> post(gateway, "key-" + index);
            case POST -> post(gateway, "");
        }
        return true;
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
        }
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void post(URI gateway, String key) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) gateway.resolve("/v1/charges").toURL().openConnection();
        request.setRequestMethod("POST");
        if (!key.isEmpty()) {
            request.setRequestProperty("Idempotency-Key", key);
        }
        request.setDoOutput(true);
        request.getOutputStream().write("amount=100&currency=usd".getBytes(StandardCharsets.UTF_8));
        if (request.getResponseCode() >= 300) {
            throw new IOException("gateway answered " + request.getResponseCode());
        }
        request.getInputStream().close();
    }

    @Override
    public String toString() {
        return "job " + seed + " (isolation " + isolation + ", " + (transaction ? "one transaction" : "autocommit")
                + "): " + ops;
    }
}
