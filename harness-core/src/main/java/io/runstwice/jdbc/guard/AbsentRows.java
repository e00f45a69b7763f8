package io.runstwice.jdbc.guard;

import io.runstwice.jdbc.dialect.Aged;
import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.state.Store;
import io.runstwice.jdbc.state.Touched;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dedup table without the notes of other deliveries. Before each interaction that uses the table, rows are deleted
 * that neither were there when the removal began, nor come from an actor, nor from this delivery. Rows that a session
 * holds locked stay. Rows are known by their primary key.
 *
 * <p>Thread-safe: deliveries come here on their own threads.
 */
final class AbsentRows extends GuardRemoval {

    private final Store store;
    private final Touched touched;
    private final GuardMutations guardMutations;
    private final Relation table;
    private final Footprint looks;
    private final Footprint writes;
    private final Set<List<Object>> visible = new HashSet<>();
    private final Map<String, Set<List<Object>>> own = new HashMap<>();

    AbsentRows(AbsentGuard slot, Store store, Touched touched, GuardMutations guardMutations, Relation table) {
        super(slot);
        this.store = store;
        this.touched = touched;
        this.guardMutations = guardMutations;
        this.table = table;
        this.looks = new Footprint(Set.of(), Set.of(table.named()));
        this.writes = new Footprint(Set.of(table.named()), Set.of());
        store.leavesOut(table);
    }

    @Override
    public void begin() throws Refused {
        try {
            rows().forEach(row -> visible.add(Aged.identity(table, row)));
        } catch (SQLException refused) {
            throw new Refused("the rows of " + table.shown() + " cannot be read: " + refused.getMessage(), refused);
        }
        super.begin();
    }

    private List<@Nullable Object[]> rows() throws SQLException {
        return store.session().with(this::rows);
    }

    private List<@Nullable Object[]> rows(Connection connection) throws SQLException {
        return store.read(connection, table).rows();
    }

    @Override
    public synchronized void before(Worker worker, Interaction interaction) throws SQLException {
        if (worker.delivers() && interaction.footprint().conflictsWith(looks)) {
            store.session().with(connection -> {
                hide(connection, own.getOrDefault(worker.name(), Set.of()));
                return worker;
            });
        }
    }

    private void hide(Connection connection, Set<List<Object>> mine) throws SQLException {
        List<@Nullable Object[]> others = rows(connection).stream()
                .filter(row -> isUnknown(Aged.identity(table, row), mine))
                .toList();
        if (!others.isEmpty() && guardMutations.hide(connection, table, others) > 0) {
            touched.add(Set.of(table));
            meet();
        }
    }

    private boolean isUnknown(List<Object> row, Set<List<Object>> mine) {
        return !visible.contains(row) && !mine.contains(row);
    }

    /**
     * Rows that became durable with the interaction are its worker's, unless they were known as those of another
     * worker.
     */
    @Override
    public synchronized void after(Worker worker, Interaction interaction, @Nullable Effect effect)
            throws SQLException {
        if (effect == Effect.DURABLE && interaction.footprint().conflictsWith(writes)) {
            Set<List<Object>> mine =
                    worker.delivers() ? own.computeIfAbsent(worker.name(), any -> new HashSet<>()) : visible;
            for (@Nullable Object[] row : rows()) {
                List<Object> key = Aged.identity(table, row);
                if (own.values().stream().noneMatch(known -> known.contains(key))) {
                    mine.add(key);
                }
            }
        }
    }

    /** The names of workers are used again. */
    @Override
    public synchronized void runEnded() {
        own.clear();
    }

    @Override
    public String unmet() {
        return "no delivery came upon a row of " + table.shown() + " that another one had committed";
    }

    @Override
    public String remark() {
        return table.shown() + " is not compared, because its rows were hidden from other deliveries, for good";
    }

    /** Those look at the database from elsewhere. */
    @Override
    public boolean reachesProcesses() {
        return false;
    }

    @Override
    public void close() {
        super.close();
        store.leavesOut(null);
    }
}
