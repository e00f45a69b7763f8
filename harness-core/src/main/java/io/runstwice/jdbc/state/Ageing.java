package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Content.Place;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.FreeRows;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowAgeing;
import io.runstwice.jdbc.lock.Contenders;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
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
 * <p>It waits for no row. A row that a worker holds while it stands still grows older when it is let go; the
 * certificate names its table.
 */
public final class Ageing {

    private final CellValues values;
    private final RowAgeing rows;
    private final NoWait noWait;
    private final Declared declared;
    private final Pasts pasts;
    private final Contenders contenders;
    private final Lookers lookers;
    private final Gate gate;
    private final Set<String> moved = new TreeSet<>();
    private final Overdue overdue = new Overdue();
    private final DeclaredAgeing declarations;

    public Ageing(Dialect dialect, Declared declared, Pasts pasts, Contenders contenders, Lookers lookers, Gate gate) {
        this.values = dialect.values();
        this.rows = dialect.ageing();
        this.noWait = dialect.noWait();
        this.declared = declared;
        this.pasts = pasts;
        this.contenders = contenders;
        this.lookers = lookers;
        this.gate = gate;
        this.declarations = new DeclaredAgeing(noWait, gate, moved);
    }

    public Set<String> moved() {
        return moved;
    }

    public void pass(Store store, Duration time) throws SQLException {
        store.session().with(connection -> {
            catchUp(store, connection);
            look(store, connection);
            Map<Relation, Older> work = new LinkedHashMap<>();
            Given given = store.movement().given();
            store.tables().contents().forEach((relation, content) -> {
                boolean mayMove = given.moves(relation) || !given.is(relation, content);
                if (mayMove && relation.fields().stream().anyMatch(Field::carriesTime)) {
                    work.put(relation, older(relation, content, store.movement(), (row, column) -> time));
                }
            });
            Overdue held = bring(work, store, connection);
            if (!held.tables().isEmpty()) {
                gate.note("rows of " + held.tables()
                        + " that a worker held when time passed did not grow older before it had let go of them");
            }
            overdue.add(held);
            declarations.run(declared.ageing, time, store, connection);
            store.knows();
            return null;
        });
    }

    /** The worker that acted may have released locks. */
    public void catchUp(Store store) throws SQLException {
        if (!overdue.isEmpty() || pasts.hasEnded()) {
            store.session().with(connection -> {
                catchUp(store, connection);
                return null;
            });
        }
    }

    /** The rows are about to be put back. */
    public void forget() {
        overdue.forget();
        pasts.take();
    }

    private void catchUp(Store store, Connection connection) throws SQLException {
        List<Standing.Ended> past = pasts.take();
        if (!past.isEmpty()) {
            look(store, connection);
            writtenThen(past, store, connection);
        }
        if (overdue.isEmpty()) {
            return;
        }
        Overdue owed = overdue.take();
        look(store, connection);
        Map<Relation, Older> work = new LinkedHashMap<>();
        for (Relation relation : owed.relations()) {
            Content content = store.tables().contents().get(relation);
            work.put(
                    relation,
                    older(relation, content, store.movement(), (row, column) -> owed.of(relation, row, column)));
        }
        overdue.add(bring(work, store, connection));
    }

    /**
     * What a transaction wrote as its own now was written when it began: by a default, a trigger, or itself before time
     * passed.
     */
    private void writtenThen(List<Standing.Ended> past, Store store, Connection connection) throws SQLException {
        Map<Relation, Older> work = new LinkedHashMap<>();
        store.tables().contents().forEach((relation, content) -> {
            if (relation.fields().stream().anyMatch(Field::carriesTime)
                    && !store.movement().given().is(relation, content)) {
                work.put(relation, older(relation, content, store.movement(), (row, column) -> past.stream()
                        .filter(ended -> ended.now() != null
                                && row[column] != null
                                && ended.now()
                                        .equals(values.shown(relation.fields().get(column), row[column])))
                        .map(Standing.Ended::behind)
                        .findFirst()
                        .orElse(null)));
            }
        });
        overdue.add(bring(work, store, connection));
    }

    /** A worker that stands still may have locked a whole table against reads. */
    private void look(Store store, Connection connection) throws SQLException {
        if (contenders.isEmpty()) {
            store.tables().refresh(connection, true);
        } else {
            store.tables().refreshPastLocks(connection);
        }
    }

    // ---- what grows older, and by how much

    /** By how much a cell is to grow older that may; null if it stays. */
    private interface Age {
        @Nullable
        Duration of(@Nullable Object[] cells, int column);
    }

    /**
     * One table that grows older.
     *
     * @param times by how much each cell does that changes
     */
    private record Older(Content now, Content older, Map<Place, Duration> times) {}

    private Older older(Relation relation, Content content, Movement movement, Age age) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        Map<Place, Object> written = new HashMap<>(content.written());
        Map<Place, Duration> times = new LinkedHashMap<>();
        for (int row = 0; row < content.rows().size(); row++) {
            @Nullable Object[] cells = content.rows().get(row).clone();
            int given = movement.given().row(relation, content, row);
            for (int column = 0; column < cells.length; column++) {
                if (given < 0 || !movement.given().has(relation, given, column, content.asWritten(row, column))) {
                    mustBeOfOneClock(relation, relation.fields().get(column), content.asWritten(row, column), movement);
                }
                Duration time = movement.growsOlder(relation, content, row, given, column)
                        ? age.of(content.rows().get(row), column)
                        : null;
                Object older = time == null
                        ? cells[column]
                        : values.earlier(relation.fields().get(column), cells[column], time);
                if (time != null && older != null && !older.equals(cells[column])) {
                    Place place = new Place(row, column);
                    written.putIfAbsent(place, Objects.requireNonNull(cells[column]));
                    cells[column] = older;
                    times.put(place, time);
                }
            }
            rows.add(cells);
        }
        return new Older(content, new Content(rows, written).laid(content.laid()), times);
    }

    private void mustBeOfOneClock(Relation relation, Field field, @Nullable Object cell, Movement movement) {
        if (field.carriesTime() && movement.isMixed(relation, field, cell)) {
            gate.doubt("mixed clocks: " + relation.shown() + "." + field.shown()
                    + " is written with delivery.clock() and with"
                    + " another clock, so nothing tells how old its times are. Write it with one of them");
        }
    }

    // ---- how it gets into the database

    /** Gives back what is held. */
    private Overdue bring(Map<Relation, Older> work, Store store, Connection connection) throws SQLException {
        work.values().removeIf(one -> one.times().isEmpty());
        Overdue held = new Overdue();
        boolean alone = contenders.isEmpty();
        if (alone && tryReplace(work, store, connection)) {
            work.forEach((relation, one) -> settle(relation, one, Set.of(), held));
            return held;
        }
        for (Map.Entry<Relation, Older> one : work.entrySet()) {
            try {
                Set<Integer> rows = alone
                        ? replaced(one.getKey(), one.getValue(), store, connection)
                        : bring(one.getKey(), one.getValue(), store, connection);
                settle(one.getKey(), one.getValue(), rows, held);
            } catch (SQLException refusal) {
                mustBeARule(refusal);
                stands(one.getKey(), one.getValue(), refusal);
            }
        }
        return held;
    }

    /** All of it at once, unless a rule of some table forbids it. */
    private static boolean tryReplace(Map<Relation, Older> work, Store store, Connection connection)
            throws SQLException {
        List<Replacement> all = new ArrayList<>();
        work.forEach((relation, one) -> all.add(new Replacement(relation, one.older())));
        try {
            store.tables().replace(connection, all);
            return true;
        } catch (SQLException refusal) {
            mustBeARule(refusal);
            return false;
        }
    }

    /** No session holds any of its rows. */
    private static Set<Integer> replaced(Relation relation, Older one, Store store, Connection connection)
            throws SQLException {
        store.tables().replace(connection, List.of(new Replacement(relation, one.older())));
        return Set.of();
    }

    /**
     * Class 23 of the SQL standard: a check, a key, an exclusion; PostgreSQL says the same of a partition that is not
     * there.
     */
    private static void mustBeARule(SQLException refusal) throws SQLException {
        if (!String.valueOf(refusal.getSQLState()).startsWith("23")) {
            throw refusal;
        }
    }

    /** A rule of its own keeps a table from growing older: that matters if the job looks at those times. */
    private void stands(Relation relation, Older one, SQLException refusal) {
        Set<String> columns = new TreeSet<>();
        one.times()
                .keySet()
                .forEach(place -> columns.add(relation.shown() + "."
                        + relation.fields().get(place.column()).shown()));
        String names = String.join(", ", columns);
        if (columns.stream().anyMatch(lookers.columns()::contains)) {
            gate.doubt("the job looks at " + names
                    + ", which could not grow older when time passed, for a rule of the table forbids"
                    + " it: " + refusal.getMessage().lines().findFirst().orElse("")
                    + ". Leave the rule out of the test's schema");
        } else {
            gate.note(names + " did not grow older when time passed, for a rule of the table forbids it");
        }
    }

    /** Gives back the rows that stay as they are. */
    private Set<Integer> bring(Relation relation, Older one, Store store, Connection connection) throws SQLException {
        if (!relation.triggered() || rows.keepsTriggersStill()) {
            Set<Integer> held = rows.age(connection, relation, one.now(), one.older());
            store.tables().contents().put(relation, one.older().without(held, one.now()));
            return held;
        }
        try {
            store.tables().replace(connection, List.of(new Replacement(relation, one.older())));
            return Set.of();
        } catch (SQLException refusal) {
            if (!noWait.refusedForALock(refusal)) {
                throw refusal;
            }
            return Set.copyOf(FreeRows.changed(one.now(), one.older()));
        }
    }

    private void settle(Relation relation, Older one, Set<Integer> rows, Overdue held) {
        one.times().forEach((place, time) -> {
            if (rows.contains(place.row())) {
                held.owe(relation, one.now().rows().get(place.row()), place.column(), time);
            } else {
                moved.add(relation.shown() + "."
                        + relation.fields().get(place.column()).shown());
            }
        });
    }
}
