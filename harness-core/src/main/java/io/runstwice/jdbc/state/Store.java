package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.CellValues;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.dialect.Replacement;
import io.runstwice.jdbc.dialect.RowStore;
import io.runstwice.jdbc.dialect.SchemaReader;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.world.Column;
import io.runstwice.world.Gate;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a database: captures them, compares them, puts them back, and lets time pass for them. Only what is
 * needed is done: {@link KnownTables} knows what was written since, {@link RowRestorer} writes what differs.
 *
 * <p>One content object per table and moment: a table has to be put back exactly if it does not hold the object that
 * the snapshot has.
 */
public final class Store implements Showing.Learnt {

    private final RowStore rows;
    private final CellValues values;
    private final SchemaReader schema;
    private final NoWait noWait;
    private final KnownTables tables;
    private final RowRestorer restorer;
    private final Catalog catalog;
    private final HarnessSession session;
    private final ObservedUse use;
    private final Generators generators;
    private final String name;
    private final Gate gate;
    private final Showing observed;
    private final Showing remembered;
    private final Map<Relation, Rigid> rigid = new HashMap<>();
    private final Declared declared;
    private final Movement movement;
    private Map<Relation, Content> known = Map.of();
    private @Nullable Relation leftOut;
    private final Pasts pasts;
    private @Nullable Positions begun;
    private LaterNow inWords = LaterNow.NONE;

    /**
     * @param name of the database in its world
     */
    public Store(
            String name,
            Dialect dialect,
            Catalog catalog,
            HarnessSession session,
            ObservedUse use,
            Generators generators,
            Gate gate,
            Declared declared,
            Pasts pasts) {
        this.rows = dialect.rows();
        this.values = dialect.values();
        this.schema = dialect.schema();
        this.noWait = dialect.noWait();
        this.catalog = catalog;
        this.session = session;
        this.use = use;
        this.generators = generators;
        this.name = name;
        this.gate = gate;
        this.declared = declared;
        this.pasts = pasts;
        this.movement = new Movement(values, declared, given(Map.of()), use::readsNow, use.lookers());
        this.tables = new KnownTables(rows, noWait, catalog, use, gate);
        this.restorer = new RowRestorer(rows, catalog, session, tables, use, gate);
        this.observed = new Showing(Showing.View.OBSERVED, name, values, declared, this);
        this.remembered = new Showing(Showing.View.REMEMBERED, name, values, declared, this);
    }

    public Captured capture(boolean trusted) throws SQLException {
        return session.with(connection -> {
            tables.refresh(connection, trusted);
            Positions positions = rows.positions(connection);
            Map<Relation, Content> contents = new LinkedHashMap<>(tables.contents());
            boolean isGiven = !trusted && !contents.equals(known);
            if (isGiven) {
                contents = ready(contents, connection);
            }
            Map<Relation, Content> captured = contents;
            LaterNow passed = inWords;
            Positions since = isGiven ? null : begun;
            return new Captured(
                    captured,
                    positions,
                    since,
                    () -> remembered
                            .state(use.draws().others(atFirst(captured)))
                            .and(generators.memory(name, positions))
                            .and(drawn(since, positions))
                            .and(inWords(passed)),
                    passed);
        });
    }

    /** Time passes for the texts and numbers that are made of now, if the job keeps any: they cannot grow older. */
    public void passes(Duration time) throws SQLException {
        if (seesLater()) {
            session.with(connection -> {
                tables.refreshPastLocks(connection);
                return null;
            });
            seesInWords(inWords.and(time, written()));
        }
    }

    /**
     * A word of now may leave the database: it may be the key of a request. Epoch numbers that the test makes older by
     * itself must not grow older twice.
     */
    private boolean seesLater() {
        boolean says = pasts.saysNowInWords() && declared.ageing.isEmpty();
        return says || !movement.words().isEmpty() || pasts.hasHiddenWords();
    }

    private Set<String> written() {
        return tables.contents().keySet().stream()
                .filter(relation ->
                        movement.given().isWritten(relation, tables.contents().get(relation)))
                .map(relation -> relation.table().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private void seesInWords(LaterNow later) {
        inWords = later;
        pasts.showNowInWords(later);
    }

    /** The next delivery sees another hour there. */
    private State inWords(LaterNow passed) {
        Column later = Column.of("now in words", Column.Kind.VALUE);
        return passed.isNone()
                ? State.empty()
                : new State(
                        List.of(new Table(name, "", List.of(later), List.of(new Row(List.of(passed.text()))), false)));
    }

    /** The test has made the world ready: what it is taken for from here on. */
    private Map<Relation, Content> ready(Map<Relation, Content> contents, Connection connection) throws SQLException {
        contents.replaceAll((relation, content) -> content.laid(Duration.ZERO));
        tables.hold(contents, Duration.ZERO);
        for (Relation relation : contents.keySet()) {
            if (!rigid.containsKey(relation) && relation.fields().stream().anyMatch(Field::carriesTime)) {
                boolean asked =
                        relation.partitioned() || !contents.get(relation).rows().isEmpty();
                rigid.put(relation, asked ? schema.rigid(connection, relation) : Rigid.NOT);
            }
        }
        Map<Relation, Set<String>> parts = new HashMap<>();
        rigid.forEach((relation, rules) -> parts.put(relation, rules.parts()));
        movement.given(given(contents), parts);
        if (!movement.given().mayShareASecond()) {
            return contents;
        }
        Map<Relation, Content> earlier = movement.givenEarlier(contents);
        movement.given(given(earlier), parts);
        return earlier;
    }

    private Given given(Map<Relation, Content> contents) {
        return new Given(
                contents,
                values,
                declared,
                gate.machine().instant(),
                gate.bound(),
                relation -> rigid.getOrDefault(relation, Rigid.NOT));
    }

    /** Told as if no time had gone by since the test made the world ready: the same state at any time. */
    private Map<Relation, Content> atFirst(Map<Relation, Content> contents) {
        Map<Relation, Content> first = new LinkedHashMap<>();
        contents.forEach((relation, content) -> first.put(relation, movement.laid(relation, content, Duration.ZERO)));
        return first;
    }

    public State observe() throws SQLException {
        return session.with(connection -> {
            tables.refresh(connection, true);
            return observed.state(compared()).and(drawn(begun, rows.positions(connection)));
        });
    }

    private State drawn(@Nullable Positions since, Positions now) {
        return since == null ? State.empty() : new State(List.of(), generators.between(name, since, now));
    }

    /** This table does not count when runs are compared; null for none. */
    public void leavesOut(@Nullable Relation relation) {
        leftOut = relation;
    }

    private Map<Relation, Content> compared() {
        Map<Relation, Content> compared = new LinkedHashMap<>(use.draws().others(tables.contents()));
        compared.keySet().removeIf(relation -> relation.equals(leftOut) || !declared.compares(relation.shown()));
        return compared;
    }

    /** @param to how far times that go with the machine's clock are to lie from where they were given */
    public void restore(Captured snapshot, Duration to, boolean trusted) throws SQLException {
        try {
            session.with(connection -> {
                restore(connection, snapshot, to, trusted);
                return null;
            });
        } catch (SQLException refusal) {
            use.touched().add(snapshot.contents().keySet());
            if (!noWait.refusedForALock(refusal)) {
                restorer.salvage(use.draws().others(snapshot.contents()));
            }
            throw refusal;
        }
    }

    private void restore(Connection connection, Captured snapshot, Duration to, boolean trusted) throws SQLException {
        if (!trusted) {
            tables.refresh(connection, false);
        }
        List<Relation> written = use.touched().take();
        List<Replacement> work = new ArrayList<>();
        Map<Relation, Content> target = new LinkedHashMap<>();
        snapshot.contents().forEach((relation, content) -> {
            Content now = movement.laid(relation, content, to);
            target.put(relation, now);
            boolean differs = written.contains(relation) || tables.contents().get(relation) != now;
            if (differs && !use.draws().isGenerator(relation)) {
                work.add(new Replacement(relation, now, use.unordered().has(relation)));
            }
        });
        forward(connection);
        Positions positions = generators.kept(snapshot.positions());
        restorer.write(connection, work, target, positions);
        tables.hold(use.draws().others(target), to);
        begun = snapshot.begun() == null ? rows.positions(connection) : snapshot.begun();
        seesInWords(snapshot.inWords());
        knows();
    }

    /**
     * Sequences that workers were seen to draw from by statements of their own begin high, as soon as no worker acts.
     */
    private void forward(Connection connection) throws SQLException {
        if (generators.goForward(use.draws().drawn(), false)) {
            Positions high = generators.begun(
                    rows.positions(connection), GivenNumbers.in(movement.given().contents()));
            rows.write(connection, catalog, List.of(), high);
        }
    }

    @Override
    public boolean isId(Relation relation, Field field) {
        return use.draws().isId(relation.shown() + "." + field.shown());
    }

    @Override
    public @Nullable String shared(Relation relation, Field field) {
        return use.draws().shared(relation.shown() + "." + field.shown());
    }

    /**
     * Looks at what baselines left for ids that the catalog does not know; false if there are no new ones.
     *
     * @param left what each of them left; the last ones ran with generators that were moved
     */
    public boolean learn(State given, List<State> left) {
        boolean mistaken = use.draws().forgetAllBut(new HandedOut(new WrittenNumbers(name, given, left), catalog));
        boolean found = !mistaken && use.draws().areIds(IdColumns.in(name, given, left, use.draws()::drawnFrom));
        use.draws().areRecorded();
        if (!mistaken && !found) {
            return false;
        }
        observed.forget();
        remembered.forget();
        return true;
    }

    @Override
    public @Nullable Integer @Nullable [] places(Relation relation, Content content) {
        return use.unordered().has(relation) ? RowPlaces.of(movement.given().content(relation), content) : null;
    }

    /** From now on the physical order of this table matters. */
    public void isUnordered(Relation relation) {
        remembered.forget();
        use.touched().add(Set.of(relation)); // whatever order it is in, it has to be put back in that of the snapshot
    }

    /** What is there now is the harness's own doing. */
    void knows() {
        known = new LinkedHashMap<>(tables.contents());
    }

    /** Which times go with the machine's clock. */
    public Movement movement() {
        return movement;
    }

    /** What the tables held when the harness last looked. */
    KnownTables tables() {
        return tables;
    }

    /** The rows of a table as they are now. */
    public Content read(Connection connection, Relation relation) throws SQLException {
        return tables.read(connection, relation);
    }

    public Catalog catalog() {
        return catalog;
    }

    public void perturb() throws SQLException {
        session.with(connection -> {
            Positions moved = generators.moved(
                    rows.positions(connection), GivenNumbers.in(movement.given().contents()));
            rows.write(connection, catalog, List.of(), moved);
            begun = rows.positions(connection);
            return null;
        });
    }

    public HarnessSession session() {
        return session;
    }
}
