package io.runstwice.examples.bench;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job as a list of interactions, so that a hand-written loop can stop where the harness does. */
record Steps(String name, List<Step> steps) {

    /** One interaction. */
    interface Step {
        void run(Connection connection, Gateway gateway) throws Exception;
    }

    /** Five interactions, one of them an HTTP call. */
    static Steps charge() {
        return new Steps(
                "5 interactions, one HTTP",
                List.of(
                        sql("UPDATE charge_requests SET tried_at = now() WHERE id = 1 AND tried_at IS NULL"),
                        read("SELECT amount_cents FROM charge_requests WHERE id = 1"),
                        (connection, gateway) -> gateway.create(
                                "charges", "charge-request-1", Map.of("amount", 1999, "customer", "cus_7")),
                        sql("UPDATE users SET stripe_customer_id = 'cus_8' WHERE id = 7"),
                        sql("UPDATE charge_requests SET completed = true, stripe_charge_id = 'ch_1' WHERE id = 1")));
    }

    /** Two interactions, one of them an HTTP call by a client that is made for it. */
    static Steps clientPerDelivery() {
        return new Steps(
                "2 interactions, an HTTP client per delivery",
                List.of(
                        (connection, gateway) -> gateway.through(HttpClient.newHttpClient())
                                .create("charges", "charge-request-1", Map.of("amount", 1999, "customer", "cus_7")),
                        sql("UPDATE charge_requests SET completed = true, stripe_charge_id = 'ch_1' WHERE id = 1")));
    }

    /** Ten SQL statements, each committed by itself. */
    static Steps statements() {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            steps.add(read("SELECT amount_cents FROM charge_requests WHERE id = " + i));
            steps.add(sql("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1" + i
                    + ", 7, 100) ON CONFLICT DO NOTHING"));
        }
        return new Steps("10 SQL statements", List.copyOf(steps));
    }

    private static Step sql(String sql) {
        return (connection, gateway) -> Sql.update(connection, sql);
    }

    private static Step read(String sql) {
        return (connection, gateway) -> Sql.all(connection, row -> row.getInt(1), sql);
    }
}
