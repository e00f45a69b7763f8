package io.runstwice.explore;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** One delivery of a {@link GeneratedOverlap}: the tables that it acts on, and each of its steps. */
final class OverlapDelivery {

    /**
     * A statement that fires a trigger conflicts with everything, and so does the end of its transaction: only stamps
     * have one. Settings are locked, and lines deleted, but neither by a statement that says so.
     */
    static final List<String> SCHEMA = List.of(
            "create table orders (id int primary key, done boolean not null)",
            "create table sums (id int primary key, total int not null)",
            "create table items (id bigint generated always as identity primary key, orders int not null references orders,"
                    + " what text not null)",
            "create table effects (ref text primary key)",
            "create table settings (id int primary key, value int not null)",
            "create table carts (id int primary key)",
            "create table lines (id int primary key, cart int not null references carts on delete cascade)",
            "create table stamps (id int primary key)",
            "create table audit (id bigint generated always as identity primary key, what text not null)",
            "create function audited() returns trigger language plpgsql as"
                    + " $$ begin insert into audit (what) values ('stamp'); return new; end $$",
            "create trigger audits after insert on stamps for each row execute function audited()",
            "create function mark(which int) returns void language sql as"
                    + " $$ insert into items (orders, what) values (which, 'marked');"
                    + " update orders set done = true where id = which $$");

    static final List<String> GIVEN = List.of(
            "insert into orders values (1, false)",
            "insert into sums values (1, 0)",
            "insert into settings values (1, 7)",
            "insert into carts values (1)",
            "insert into lines values (1, 1)");

    /** Takes away what was given. */
    static final List<String> CLEARED =
            List.of("delete from carts", "delete from orders", "delete from sums", "delete from settings");

    private static final String DUPLICATE = "23505";
    private static final String DEADLOCK = "40P01";

    private static final String LOCK_ORDER = "select id from orders where id = 1 for update";
    private static final String LOCK_SETTINGS = "select id from settings where id = 1 for update";

    /** Does something that the database may refuse. */
    private interface Doing {
        void run() throws SQLException;
    }

    private final Connection connection;
    private final URI gateway;

    /** What was read last, or how many rows a unique insert brought: it can be another one in each copy. */
    private int value;

    OverlapDelivery(Connection connection, URI gateway) {
        this.connection = connection;
        this.gateway = gateway;
    }

    /** Gives back whether the job goes on after it. */
    boolean does(OverlapOp op, int index) throws SQLException, IOException {
        switch (op) {
            case RETURN_IF_DONE -> {
                return !isTrue("select done from orders where id = 1");
            }
            case RETURN_IF_DONE_LOCKED -> {
                return !isTrue("select done from orders where id = 1 for update");
            }
            case CLAIM_OR_RETURN -> {
                return isTrue("select not done from orders where id = 1 for update skip locked");
            }
            case CLAIM_OR_NOTE -> {
                if (!isTrue("select true from settings where id = 1 for update skip locked")) {
                    note("busy");
                }
            }
            case ADVISORY_LOCK -> isTrue("select pg_advisory_xact_lock(42) is null");
            case LOCK_BOTH_BY_VALUE -> {
                number(value % 2 == 0 ? LOCK_ORDER : LOCK_SETTINGS);
                number(value % 2 == 0 ? LOCK_SETTINGS : LOCK_ORDER);
            }
            case LOCK_BOTH_BY_CLAIM -> lockBoth();
            case READ_SETTINGS -> value = number("select value from settings where id = 1");
            case MARK_DONE -> update("update orders set done = true where id = 1");
            case MARK_BY_FUNCTION -> isTrue("select mark(1) is null");
            case INSERT_ITEM -> update("insert into items (orders, what) values (1, 'i" + index + "')");
            case INSERT_UNIQUE -> update("insert into effects (ref) values ('u" + index + "')");
            case INSERT_UNIQUE_IGNORED -> value = note("c" + index);
            case INSERT_UNIQUE_CAUGHT ->
                value = isRefused(DUPLICATE, () -> update("insert into effects (ref) values ('r" + index + "')"))
                        ? 0
                        : 1;
            case STAMP_ONCE -> update("insert into stamps (id) values (1) on conflict do nothing");
            case NOTE_AUDITS -> note("audits " + number("select count(*) from audit"));
            case NOTE_LINES -> note("lines " + number("select count(*) from lines"));
            case DROP_CART -> update("delete from carts where id = 1");
            case READ_ADD_WRITE -> {
                value = number("select total from sums where id = 1");
                update("update sums set total = " + (value + 1) + " where id = 1");
            }
            case POST_KEYED -> post("key-" + index);
            case POST -> post("");
        }
        return true;
    }

    /** A delivery that finds the order claimed locks the other way round, and says so if that is a deadlock. */
    private void lockBoth() throws SQLException {
        boolean claimed = isTrue("select true from orders where id = 1 for update skip locked");
        number(LOCK_SETTINGS);
        if (!claimed && isRefused(DEADLOCK, () -> number(LOCK_ORDER))) {
            note("deadlock");
        }
    }

    /** Whether this was refused in a way that the job can live with; a transaction goes on from before it. */
    private boolean isRefused(String state, Doing doing) throws SQLException {
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try {
            doing.run();
            return false;
        } catch (SQLException refused) {
            if (!state.equals(refused.getSQLState())) {
                throw refused;
            }
            if (before != null) {
                connection.rollback(before);
            }
            return true;
        }
    }

    private int note(String what) throws SQLException {
        return update("insert into effects (ref) values ('" + what + "') on conflict do nothing");
    }

    private int update(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    private boolean isTrue(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private int number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void post(String key) throws IOException {
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
}
