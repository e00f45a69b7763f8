package io.runstwice.examples;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.chargeuser.BrokenChargeUserJob;
import io.runstwice.examples.chargeuser.FixedChargeUserJob;
import io.runstwice.examples.support.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.io.PrintStream;
import javax.sql.DataSource;

/** Shows a double charge and its cure, on a PostgreSQL that it starts and stops: {@code mvn -q -Ptour verify}. */
public final class Tour {

    private final Database db;
    private final HttpService gateway = HttpService.stripeLike();

    private Tour(DataSource database) {
        this.db = Database.watching(database);
    }

    /** Prints the story of the naive job, then the certificate of its repaired twin. */
    public static void main(String... arguments) {
        try (Postgres postgres = Postgres.start()) {
            show(postgres.database("tour", BrokenChargeUserJob.class), System.out);
        }
    }

    static void show(DataSource database, PrintStream out) {
        Tour tour = new Tour(database);
        Verdict broken = tour.naive();
        Verdict fixed = tour.repaired();
        out.println(broken);
        out.println();
        out.println(fixed);
        out.flush();
        if (!broken.isUnsafe() || !fixed.isSafe()) {
            throw new IllegalStateException("the tour is out of order");
        }
    }

    // region naive
    private Verdict naive() {
        return RunsTwice.job("ChargeUserJob", delivery -> {
                    new BrokenChargeUserJob(db.dataSource(), gateway.uri()).perform(7, 1999);
                })
                .given(this::ann)
                .watching("db", db)
                .watching("gateway", gateway)
                .explore();
    }
    // endregion

    private Verdict repaired() {
        return RunsTwice.job("ChargeUserJob", delivery -> {
                    new FixedChargeUserJob(db.dataSource(), gateway.uri()).perform(1);
                })
                .given(this::ann)
                .watching("db", db)
                .watching("gateway", gateway)
                .explore();
    }

    private void ann() {
        db.execute("INSERT INTO users (id, stripe_customer_id) VALUES (7, 'cus_7')");
        db.execute("INSERT INTO charge_requests (id, user_id, amount_cents) VALUES (1, 7, 1999)");
    }
}
