package io.runstwice.examples.bench;

import com.sun.net.httpserver.HttpServer;
import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What a developer would write without the harness: put the rows back, run the deliveries, read the rows. It has one
 * connection, knows its tables, compares nothing and tells nothing.
 */
final class HandWritten implements AutoCloseable {

    private static final List<String> TABLES = List.of("users", "charge_requests");

    static {
        // otherwise each answer waits 40 ms for an acknowledgement, which would flatter the harness
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Connection connection;
    private final HttpServer server;

    HandWritten(DataSource database) throws SQLException, IOException {
        connection = database.getConnection();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{\"id\": \"ch_1\"}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/v1/charges", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** Runs deliveries of so many steps each, spread over so many schedules; returns the seconds it took. */
    double seconds(Steps job, List<Integer> deliveries, int schedules) throws Exception {
        long begin = System.nanoTime();
        int next = 0;
        for (int schedule = 1; schedule <= schedules; schedule++) {
            reset();
            int until = (int) ((long) deliveries.size() * schedule / schedules);
            while (next < until) {
                deliver(job, deliveries.get(next++));
            }
            read();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void deliver(Steps job, int steps) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Gateway gateway = new Gateway(uri);
        for (Steps.Step step : job.steps().subList(0, steps)) {
            step.run(connection, gateway);
        }
    }

    private void reset() throws SQLException {
        connection.setAutoCommit(false);
        Sql.update(connection, "DELETE FROM charge_requests");
        Sql.update(connection, "DELETE FROM users");
        for (String row : Bench.ROWS) {
            Sql.update(connection, row);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private List<List<Object>> read() throws SQLException {
        List<List<Object>> state = new ArrayList<>();
        for (String table : TABLES) {
            state.addAll(Sql.all(connection, HandWritten::cells, "SELECT * FROM " + table));
        }
        return state;
    }

    private static List<Object> cells(ResultSet row) throws SQLException {
        List<Object> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            cells.add(String.valueOf(row.getObject(i)));
        }
        return cells;
    }

    @Override
    public void close() throws SQLException {
        server.stop(0);
        connection.close();
    }
}
