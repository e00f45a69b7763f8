package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.fixture.H2;
import io.runstwice.jdbc.proxy.SourceTap;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Schema;
import io.runstwice.jdbc.schema.StatementFootprints;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.state.HiddenNow;
import io.runstwice.world.Interaction;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Explorations begin and end while a thread of the application is in the middle of a statement. */
@Timeout(60)
class CurrentExplorationTests {

    private static final int EXPLORATIONS = 200_000;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void readBesideABeginning_isNeverTakenForAWrite() throws Exception {
        DataSource real = H2.database("beginnings", List.of("create table charges (id int primary key)"));
        TapContext context = new TapContext(new LazyDataSource(() -> real));
        ScriptedGate gate = new ScriptedGate();
        Schema schema = schema(context, real);
        ExecutorService application = Executors.newSingleThreadExecutor();
        try {
            Future<?> reader = application.submit(() -> readAllTheTime(SourceTap.on(context)));
            while (reads.get() == 0) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < EXPLORATIONS && !reader.isDone(); i++) {
                context.connect(gate, schema, null, null, HiddenNow.NONE);
                context.disconnect();
            }
            over.set(true);
            reader.get();
        } finally {
            over.set(true);
            application.shutdown();
        }

        assertThat(gate.ofNoWorker).isNotEmpty().allMatch(Interaction::reads);
    }

    private static Schema schema(TapContext context, DataSource real) throws Exception {
        try (Connection connection = real.getConnection()) {
            Catalog catalog = context.source().dialect(connection).schema().catalog(connection, table -> false);
            return Schema.of(catalog, List.of(), new StatementFootprints(catalog, false));
        }
    }

    private Void readAllTheTime(DataSource tapped) throws Exception {
        try (Connection connection = tapped.getConnection();
                Statement statement = connection.createStatement()) {
            while (!over.get()) {
                statement.executeQuery("select count(*) from charges").close();
                reads.incrementAndGet();
            }
        }
        return null;
    }
}
