package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * The columns that store times finely enough to tell which of two statements came first: those that were seen with a
 * part of a millisecond. Whole milliseconds may or may not be the same for two statements, and that is luck.
 *
 * <p>It is learnt from all states that an exploration sees, since one value in a thousand is a whole millisecond by
 * accident. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FineTimes {

    private static final int MILLISECOND = 1_000_000;

    private final Set<String> domains = ConcurrentHashMap.newKeySet();

    /** No column is known yet. */
    public FineTimes() {}

    /** Learns from one state more. */
    void learn(State state, Layouts schema) {
        for (Table table : state.tables()) {
            for (Layout.Field field : schema.of(table).fields()) {
                if (field.kind() == Kind.TIME && !domains.contains(field.domain())) {
                    learn(field, table);
                }
            }
        }
    }

    private void learn(Layout.Field field, Table table) {
        for (Row row : table.rows()) {
            if (row.cells().get(field.index()) instanceof Instant instant && instant.getNano() % MILLISECOND != 0) {
                domains.add(field.domain());
                return;
            }
        }
    }

    boolean has(String domain) {
        return domains.contains(domain);
    }
}
