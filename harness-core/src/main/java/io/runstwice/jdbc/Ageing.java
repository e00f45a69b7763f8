package io.runstwice.jdbc;

import io.runstwice.jdbc.Content.Place;
import io.runstwice.world.Column;
import io.runstwice.world.Gate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets time pass in a database: the cells that this run wrote grow older, since the server's clock cannot be moved.
 *
 * <p>It waits for nobody. A row that a worker holds who stands still grows older when it is let go; the certificate names its table.
 */
final class Ageing {

    private final Dialect dialect;
    private final Declared declared;
    private final Wire wire;
    private final Gate gate;
    private final Set<String> moved = new TreeSet<>();
    private final Overdue overdue = new Overdue();
    private final DeclaredAgeing declarations;

    Ageing(Dialect dialect, Declared declared, Wire wire, Gate gate) {
        this.dialect = dialect;
        this.declared = declared;
        this.wire = wire;
        this.gate = gate;
        this.declarations = new DeclaredAgeing(dialect, wire, gate, overdue, moved);
    }

    Set<String> moved() {
        return moved;
    }

    void pass(Store store, Duration time) throws SQLException {
        store.session().with(connection -> {
            catchUp(store, connection);
            store.refresh(connection, true);
            Map<Relation, Older> work = new LinkedHashMap<>();
            store.current().forEach((relation, content) -> {
                Content setUp = store.setUp().get(relation);
                if (content != setUp) {
                    work.put(relation, older(relation, content, new SinceSetUp(relation, setUp, time)));
                }
            });
            bring(work, store, connection);
            Map<String, Duration> updates = new LinkedHashMap<>();
            declared.ageing.forEach(update -> updates.put(update, time));
            declarations.run(updates, store, connection);
            tell();
            return null;
        });
    }

    /** Whoever acted may have let go of what it held. */
    void catchUp(Store store) throws SQLException {
        if (!overdue.isEmpty()) {
            store.session().with(connection -> {
                catchUp(store, connection);
                return null;
            });
        }
    }

    /** The rows are about to be put back. */
    void forget() {
        overdue.forget();
    }

    private void catchUp(Store store, Connection connection) throws SQLException {
        if (overdue.isEmpty()) {
            return;
        }
        Overdue owed = overdue.take();
        store.refresh(connection, true);
        Map<Relation, Older> work = new LinkedHashMap<>();
        for (Relation relation : owed.relations()) {
            work.put(relation, older(relation, store.current().get(relation), new Owed(relation, owed)));
        }
        bring(work, store, connection);
        declarations.run(owed.updates(), store, connection);
    }

    private void tell() {
        String tables = overdue.tables();
        if (!tables.isEmpty()) {
            gate.note(
                    "rows of " + tables + " that a worker held when time passed grew older once it had let go of them");
        }
    }

    // ---- what grows older, and by how much

    /** By how much a cell is to grow older; nothing if it stays. */
    private interface Age {
        @Nullable
        Duration of(@Nullable Object[] cells, int column);
    }

    /** All that this run wrote. */
    private record SinceSetUp(
            Relation relation, @Nullable Content setUp, Map<List<Object>, Integer> before, Duration time)
            implements Age {

        SinceSetUp(Relation relation, @Nullable Content setUp, Duration time) {
            this(relation, setUp, setUp == null ? Map.of() : Aged.places(relation, setUp), time);
        }

        @Override
        public @Nullable Duration of(@Nullable Object[] cells, int column) {
            Integer was = before.get(Aged.identity(relation, cells));
            boolean asSetUp = was != null
                    && setUp != null
                    && Objects.deepEquals(setUp.rows().get(was)[column], cells[column]);
            return asSetUp ? null : time;
        }
    }

    /** What was held, unless it was written since. */
    private record Owed(Relation relation, Overdue overdue) implements Age {

        @Override
        public @Nullable Duration of(@Nullable Object[] cells, int column) {
            Overdue.Row row = overdue.of(relation, cells);
            return row == null || !Objects.deepEquals(row.cells()[column], cells[column]) ? null : row.time();
        }
    }

    /**
     * One table that grows older.
     *
     * @param times of the rows that change
     */
    private record Older(Content now, Content older, Map<Integer, Duration> times) {}

    private Older older(Relation relation, Content content, Age age) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        Map<Place, Object> written = new HashMap<>(content.written());
        Map<Integer, Duration> times = new LinkedHashMap<>();
        for (int row = 0; row < content.rows().size(); row++) {
            @Nullable Object[] cells = content.rows().get(row).clone();
            for (int column = 0; column < cells.length; column++) {
                Field field = relation.fields().get(column);
                Duration time = carriesTime(field) ? age.of(content.rows().get(row), column) : null;
                Object older = time == null ? cells[column] : dialect.earlier(field, cells[column], time);
                if (time != null && older != null && !older.equals(cells[column])) {
                    written.putIfAbsent(new Place(row, column), Objects.requireNonNull(cells[column]));
                    cells[column] = older;
                    moved.add(relation.shown() + "." + field.shown());
                    times.put(row, time);
                }
            }
            rows.add(cells);
        }
        return new Older(content, new Content(rows, written), times);
    }

    static boolean carriesTime(Field field) {
        return field.kind() == Column.Kind.TIME || field.kind() == Column.Kind.DATE;
    }

    // ---- how it gets into the database

    private void bring(Map<Relation, Older> work, Store store, Connection connection) throws SQLException {
        work.values().removeIf(one -> one.times().isEmpty());
        if (wire.contenders().isEmpty()) {
            List<Replacement> all = new ArrayList<>();
            work.forEach((relation, one) -> all.add(new Replacement(relation, one.older())));
            store.replace(connection, all);
            return;
        }
        for (Map.Entry<Relation, Older> one : work.entrySet()) {
            bring(one.getKey(), one.getValue(), store, connection);
        }
    }

    private void bring(Relation relation, Older one, Store store, Connection connection) throws SQLException {
        if (relation.triggered() && !dialect.keepsTriggersStill()) {
            store.replace(connection, List.of(new Replacement(relation, one.older())));
            return;
        }
        Set<Integer> held = dialect.age(connection, relation, one.now(), one.older());
        store.current().put(relation, one.older().without(held, one.now()));
        held.forEach(row -> overdue.owe(
                relation,
                one.now().rows().get(row),
                Objects.requireNonNull(one.times().get(row))));
    }
}
