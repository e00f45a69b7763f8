package io.runstwice.explore;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * One delivery of a {@link GeneratedWork}: the tables that it acts on, and each of its steps. The SQL is both H2's and
 * PostgreSQL's.
 */
final class WorkDelivery {

    static final List<String> SCHEMA = List.of(
            "create table orders (id int primary key, state varchar(9) not null)",
            "create table sums (id int primary key, total int not null)",
            "create table versions (id int primary key, v int not null)",
            "create table log (id bigint generated always as identity primary key, what varchar(9) not null)",
            "create table letters (id int primary key)",
            "create table seen (id int primary key, at timestamp with time zone not null)",
            "create table leases (id int primary key, until timestamp with time zone)");

    /** What guards and is no payment: put back, and not compared. */
    static final List<String> GUARDS = List.of("seen", "leases");

    static final List<String> GIVEN = List.of(
            "insert into orders values (1, 'new'), (2, 'new'), (3, 'new')",
            "insert into sums values (1, 10)",
            "insert into versions values (1, 0)",
            "insert into leases values (1, null), (2, null), (3, null)");

    static final List<String> CLEARED =
            List.of("delete from orders", "delete from sums", "delete from versions", "delete from leases");

    private static final int TRIES = 3;

    private final Connection connection;
    private final URI gateway;
    private final int message;

    WorkDelivery(Connection connection, URI gateway, int message) {
        this.connection = connection;
        this.gateway = gateway;
        this.message = message;
    }

    /** Gives back whether it goes on after this step. */
    boolean does(WorkOp op, int index) throws SQLException, IOException {
        switch (op) {
            case RETURN_IF_DONE -> {
                return number("select count(*) from orders where state = 'done' and id = " + message) == 0;
            }
            case CLAIM_UNLESS_DONE -> {
                return update("update orders set state = 'busy' where state <> 'done' and id = " + message) == 1;
            }
            case CLAIM_IF_NEW -> {
                return update("update orders set state = 'busy' where state = 'new' and id = " + message) == 1;
            }
            case SEE_ONCE -> {
                return update("insert into seen select " + message + ", current_timestamp"
                                + " where not exists (select 1 from seen where id = " + message + ")")
                        == 1;
            }
            case LEASE_OR_REFUSE -> lease();
            case FORGET_SEEN -> update("delete from seen where at < current_timestamp - interval '30' minute");
            case RELEASE -> update("update leases set until = null where id = " + message);
            case READ_SUM -> number("select total from sums where id = 1");
            case INCREMENT -> update("update sums set total = total + 1 where id = 1");
            case DOUBLE_SUM -> update("update sums set total = total * 2 where id = 1");
            case READ_ADD_WRITE ->
                update("update sums set total = " + (number("select total from sums where id = 1") + 3)
                        + " where id = 1");
            case LOG -> update("insert into log (what) values ('m" + message + "')");
            case LETTER_ONCE ->
                update("insert into letters select " + message + " where not exists (select 1 from letters where id = "
                        + message + ")");
            case RAISE_VERSION -> update("update versions set v = " + message + " where id = 1 and v < " + message);
            case SET_VERSION -> update("update versions set v = " + message + " where id = 1");
            case MARK_DONE -> update("update orders set state = 'done' where id = " + message);
            case FREE_BUSY -> update("update orders set state = 'new' where state = 'busy'");
            case DROP_BUSY -> update("delete from orders where state = 'busy'");
            case CANCEL_NEW -> update("update orders set state = 'gone' where state = 'new'");
            case POST -> post("", 1, false);
            case POST_KEYED -> post(key(index), 1, false);
            case POST_KEYED_SWALLOWED -> post(key(index), 1, true);
            case POST_KEYED_THREE_TIMES -> post(key(index), TRIES, false);
            case POST_KEYED_THREE_TIMES_SWALLOWED -> post(key(index), TRIES, true);
        }
        return true;
    }

    private void lease() throws SQLException {
        if (update("update leases set until = current_timestamp + interval '30' minute"
                        + " where (until is null or until < current_timestamp) and id = " + message)
                == 0) {
            throw new IllegalStateException("somebody else has it");
        }
    }

    private String key(int index) {
        return "key-" + message + "-" + index;
    }

    private int update(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    private int number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void post(String key, int tries, boolean swallowed) throws IOException {
        for (int i = 1; i <= tries; i++) {
            try {
                post(key);
                return;
            } catch (IOException lost) {
                if (i == tries && !swallowed) {
                    throw lost;
                }
            }
        }
    }

    /** Its client sends it once: a body that is streamed cannot be sent again. */
    private void post(String key) throws IOException {
        byte[] body = ("amount=" + 100 * message + "&currency=usd").getBytes(StandardCharsets.UTF_8);
        HttpURLConnection request =
                (HttpURLConnection) gateway.resolve("/v1/charges").toURL().openConnection();
        request.setRequestMethod("POST");
        request.setFixedLengthStreamingMode(body.length);
        if (!key.isEmpty()) {
            request.setRequestProperty("Idempotency-Key", key);
        }
        request.setDoOutput(true);
        request.getOutputStream().write(body);
        if (request.getResponseCode() >= 300) {
            throw new IOException("gateway answered " + request.getResponseCode());
        }
        request.getInputStream().close();
    }
}
