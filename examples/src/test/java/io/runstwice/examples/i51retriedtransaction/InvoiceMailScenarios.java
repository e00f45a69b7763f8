package io.runstwice.examples.i51retriedtransaction;

import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.Sql;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** An invoice to be mailed, and a clerk who adds a note to it. */
public final class InvoiceMailScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(InvoiceMailScenarios.class);
    private final HttpService gateway = TestGateway.stripeLike();
    private final Map<String, Resource> world = Map.of("db", db, "gateway", gateway);

    Scenario broken() {
        return new Scenario(
                        "BrokenInvoiceMailJob",
                        delivery -> new BrokenInvoiceMailJob(db.dataSource(), gateway.uri()).perform(7),
                        this::given,
                        world)
                .alongside("clerk", beside -> noteOfAClerk());
    }

    /** One preemption: the job, its copy and the clerk have more orders than an example is worth. */
    Scenario fixed() {
        return new Scenario(
                        "FixedInvoiceMailJob",
                        delivery -> new FixedInvoiceMailJob(db.dataSource(), gateway.uri()).perform(7),
                        this::given,
                        world)
                .alongside("clerk", beside -> noteOfAClerk())
                .preemptions(1);
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed());
    }

    private void given() {
        db.execute("INSERT INTO invoices (id) VALUES (7)");
    }

    private void noteOfAClerk() throws SQLException {
        Sql.update(db.dataSource(), "UPDATE invoices SET note = 'paid by phone' WHERE id = 7");
    }
}
