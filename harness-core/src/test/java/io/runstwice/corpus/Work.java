package io.runstwice.corpus;

import io.runstwice.Delivery;
import io.runstwice.effect.Effects;
import io.runstwice.effect.Files;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One delivery at work: its connection, and what else it can reach. */
record Work(On on, Connection connection, Delivery delivery, World world) {

    /** Thrown by {@link #reply} for a status that is no success. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(int status, String body) {
            super(status + " " + body);
        }
    }

    /** Executes it; how many rows it changed. */
    int sql(String text, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(text, arguments)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    /** The first cell of the first row; null if there is none. */
    @Nullable
    Object one(String text, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(text, arguments)) {
            if (!statement.execute()) {
                return null;
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? row.getObject(1) : null;
            }
        }
    }

    /** The first cell of each row, as text. */
    List<String> all(String text, @Nullable Object... arguments) throws SQLException {
        List<String> all = new ArrayList<>();
        try (PreparedStatement statement = prepared(text, arguments);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(row.getString(1));
            }
        }
        return all;
    }

    String text(String text, @Nullable Object... arguments) throws SQLException {
        return String.valueOf(one(text, arguments));
    }

    long number(String text, @Nullable Object... arguments) throws SQLException {
        Object found = one(text, arguments);
        return found == null ? 0 : ((Number) found).longValue();
    }

    private PreparedStatement prepared(String text, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /** Everything within is one transaction. */
    void tx(Steps steps) throws Exception {
        connection.setAutoCommit(false);
        try {
            steps.perform(this);
            connection.commit();
        } catch (Exception failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The same on another connection. */
    void aside(Steps steps) throws Exception {
        try (Connection other = world.db().dataSource().getConnection()) {
            new Work(on, other, delivery, world).tx(steps);
        }
    }

    /** As {@link #tx}, unless the message is recorded; the record is part of it. */
    void once(Steps steps) throws Exception {
        tx(work -> {
            if (work.isFirst()) {
                steps.perform(work);
            }
        });
    }

    /** Records the message; false if it was. */
    boolean isFirst() throws SQLException {
        try {
            return sql(on.record()) == 1;
        } catch (SQLException duplicate) {
            if (on == On.H2 && "23505".equals(duplicate.getSQLState())) {
                return false;
            }
            throw duplicate;
        }
    }

    Effects mails() {
        return world.mails();
    }

    Effects keyed() {
        return world.keyed();
    }

    Files files() {
        return world.files();
    }

    String post(String path, @Nullable String key, String body) throws IOException {
        return reply("POST", path, key == null ? Map.of() : Map.of("Idempotency-Key", key), body);
    }

    String get(String path) throws IOException {
        return reply("GET", path, Map.of(), "");
    }

    /** What the gateway answers to this request. */
    String reply(String method, String path, Map<String, String> headers, String body) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) world.gateway().uri().resolve(path).toURL().openConnection();
        request.setRequestMethod(method);
        request.setReadTimeout(2_000);
        headers.forEach(request::setRequestProperty);
        if (!body.isEmpty()) {
            request.setDoOutput(true);
            request.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = request.getResponseCode();
        InputStream in = status < 400 ? request.getInputStream() : request.getErrorStream();
        String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (status >= 400) {
            throw new Refused(status, text);
        }
        return Objects.requireNonNull(text);
    }
}
