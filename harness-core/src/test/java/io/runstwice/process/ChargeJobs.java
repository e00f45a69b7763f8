package io.runstwice.process;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job that charges an invoice at a gateway, and one that does so with a key. */
final class ChargeJobs {

    static final List<String> SCHEMA = List.of(
            "create table invoices(id int primary key, total int not null, paid boolean not null default false)");

    private ChargeJobs() {}

    static class Naive implements Job {

        @Nullable
        String key() {
            return null;
        }

        @Override
        public void perform(Delivery delivery) throws SQLException, IOException {
            try (Connection connection =
                    delivery.watched("db", Database.class).dataSource().getConnection()) {
                try (PreparedStatement asked =
                                connection.prepareStatement("select total from invoices where id = 42 and not paid");
                        ResultSet unpaid = asked.executeQuery()) {
                    if (!unpaid.next()) {
                        return;
                    }
                    post(delivery.watched("gateway", HttpService.class).uri(), unpaid.getInt(1), key());
                }
                try (PreparedStatement paid =
                        connection.prepareStatement("update invoices set paid = true where id = 42")) {
                    paid.executeUpdate();
                }
            }
        }
    }

    static final class WithKey extends Naive {

        @Override
        String key() {
            return "invoice-42";
        }
    }

    private static void post(URI gateway, int amount, @Nullable String key) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) gateway.resolve("/v1/charges").toURL().openConnection();
        request.setRequestMethod("POST");
        request.setDoOutput(true);
        request.setConnectTimeout(10_000);
        request.setReadTimeout(10_000);
        if (key != null) {
            request.setRequestProperty("Idempotency-Key", key);
        }
        request.getOutputStream().write(("amount=" + amount + "&currency=eur").getBytes(StandardCharsets.US_ASCII));
        if (request.getResponseCode() != 200) {
            throw new IOException("the gateway said " + request.getResponseCode());
        }
    }
}
