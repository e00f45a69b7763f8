package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Aged;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and puts back the rows of a database, doing only what is needed: it knows what every table held when it last
 * looked, and which were written since.
 *
 * <p>One content object per table and moment: a table has to be put back exactly if it does not hold the object that
 * the snapshot has.
 */
public final class Store implements Showing.Learnt {

    private static final int FULL_EVERY = 50;
    private static final int MENDING = 3;

    private final RowStore rows;
    private final CellValues values;
    private final SchemaReader schema;
    private final NoWait noWait;
    private final Catalog catalog;
    private final HarnessSession session;
    private final Touched touched;
    private final Unordered unordered;
    private final Draws draws;
    private final Generators generators;
    private final String name;
    private final Gate gate;
    private final Showing observed;
    private final Showing remembered;
    private final Map<Relation, Content> current = new LinkedHashMap<>();
    private final Map<Relation, Rigid> rigid = new HashMap<>();
    private final Declared declared;
    private final Movement movement;
    private Map<Relation, Content> known = Map.of();
    private @Nullable Relation leftOut;
    private final Pasts pasts;
    private @Nullable Positions begun;
    private Duration laid = Duration.ZERO;
    private LaterNow inWords = LaterNow.NONE;
    private int looks;

    /**
     * @param name of the database in its world
     */
    public Store(
            String name,
            Dialect dialect,
            Catalog catalog,
            HarnessSession session,
            Touched touched,
            Unordered unordered,
            Draws draws,
            Generators generators,
            Gate gate,
            Declared declared,
            BooleanSupplier readsNow,
            Lookers lookers,
            Pasts pasts,
            BiFunction<Showing.View, Showing.Learnt, Showing> showing) {
        this.rows = dialect.rows();
        this.values = dialect.values();
        this.schema = dialect.schema();
        this.noWait = dialect.noWait();
        this.catalog = catalog;
        this.session = session;
        this.touched = touched;
        this.unordered = unordered;
        this.draws = draws;
        this.generators = generators;
        this.name = name;
        this.gate = gate;
        this.declared = declared;
        this.pasts = pasts;
        this.movement = new Movement(values, declared, given(Map.of()), readsNow, lookers);
        this.observed = showing.apply(Showing.View.OBSERVED, this);
        this.remembered = showing.apply(Showing.View.REMEMBERED, this);
    }

    public Captured capture(boolean trusted) throws SQLException {
        return session.with(connection -> {
            refresh(connection, trusted);
            Positions positions = rows.positions(connection);
            Map<Relation, Content> contents = new LinkedHashMap<>(current);
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
                            .state(watched(atFirst(captured)))
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
                refreshPastLocks(connection);
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
        return current.keySet().stream()
                .filter(relation -> movement.given().isWritten(relation, current.get(relation)))
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
        laid = Duration.ZERO;
        contents.replaceAll((relation, content) -> content.laid(Duration.ZERO));
        current.putAll(contents);
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
            refresh(connection, true);
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
        Map<Relation, Content> compared = new LinkedHashMap<>(watched(current));
        compared.keySet().removeIf(relation -> relation.equals(leftOut) || !declared.compares(relation.shown()));
        return compared;
    }

    /** All but the tables that hand out numbers. */
    private Map<Relation, Content> watched(Map<Relation, Content> all) {
        if (all.keySet().stream().noneMatch(draws::isGenerator)) {
            return all;
        }
        Map<Relation, Content> others = new LinkedHashMap<>(all);
        others.keySet().removeIf(draws::isGenerator);
        return others;
    }

    public Content read(Connection connection, Relation relation) throws SQLException {
        return rows.read(connection, List.of(relation)).get(0);
    }

    /** @param to how far times that go with the machine's clock are to lie from where they were given */
    public void restore(Captured snapshot, Duration to, boolean trusted) throws SQLException {
        try {
            session.with(connection -> {
                restore(connection, snapshot, to, trusted);
                return null;
            });
        } catch (SQLException refusal) {
            touched.add(snapshot.contents().keySet());
            if (!noWait.refusedForALock(refusal)) {
                salvage(snapshot);
            }
            throw refusal;
        }
    }

    private void restore(Connection connection, Captured snapshot, Duration to, boolean trusted) throws SQLException {
        if (!trusted) {
            refresh(connection, false);
        }
        List<Relation> written = touched.take();
        List<Replacement> work = new ArrayList<>();
        Map<Relation, Content> target = new LinkedHashMap<>();
        snapshot.contents().forEach((relation, content) -> {
            Content now = movement.laid(relation, content, to);
            target.put(relation, now);
            boolean differs = written.contains(relation) || current.get(relation) != now;
            if (differs && !draws.isGenerator(relation)) {
                work.add(new Replacement(relation, now, unordered.has(relation)));
            }
        });
        forward(connection);
        Positions positions = generators.kept(snapshot.positions());
        rows.write(connection, catalog, work, positions);
        if (work.stream().anyMatch(one -> catalog.ties().open().contains(one.relation()))) {
            mend(connection, target, positions);
        }
        for (Replacement one : work) {
            checkOrder(connection, one);
        }
        current.putAll(watched(target));
        begun = snapshot.begun() == null ? rows.positions(connection) : snapshot.begun();
        laid = to;
        seesInWords(snapshot.inWords());
        knows();
    }

    /** Sequences that workers were seen to draw from by statements of their own begin high, as soon as nobody acts. */
    private void forward(Connection connection) throws SQLException {
        if (generators.goForward(draws.drawn(), false)) {
            Positions high = generators.begun(
                    rows.positions(connection), GivenNumbers.in(movement.given().contents()));
            rows.write(connection, catalog, List.of(), high);
        }
    }

    /**
     * Putting rows back calls checks and whatever else the catalog has: code that may write other tables. Those are put
     * back after them.
     */
    private void mend(Connection connection, Map<Relation, Content> target, Positions positions) throws SQLException {
        List<Replacement> wrong = wrong(connection, target);
        for (int round = 0; round < MENDING && !wrong.isEmpty(); round++) {
            rows.write(connection, catalog, wrong, positions);
            wrong = wrong(connection, target);
        }
        if (!wrong.isEmpty()) {
            gate.doubt("the rows of "
                    + wrong.stream().map(one -> one.relation().shown()).collect(Collectors.joining(", "))
                    + " change while the harness puts rows back, because a check, an index or a type calls code that writes them: leave it"
                    + " out of this test's schema");
        }
    }

    private List<Replacement> wrong(Connection connection, Map<Relation, Content> target) throws SQLException {
        List<Relation> all = List.copyOf(watched(target).keySet());
        List<Content> found = rows.read(connection, all);
        List<Replacement> wrong = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Content wanted = target.get(all.get(i));
            if (wanted != null && !wanted.sameAs(found.get(i))) {
                wrong.add(new Replacement(all.get(i), wanted, unordered.has(all.get(i))));
            }
        }
        return wrong;
    }

    /** Something is broken, so not everything can be put back: whatever can be is, table by table. */
    private void salvage(Captured snapshot) {
        watched(snapshot.contents()).forEach((relation, content) -> {
            try {
                session.with(connection -> {
                    rows.write(connection, catalog, List.of(new Replacement(relation, content)), null);
                    return null;
                });
            } catch (SQLException broken) {
                // why is told already
            }
        });
    }

    @Override
    public boolean isId(Relation relation, Field field) {
        return draws.isId(relation.shown() + "." + field.shown());
    }

    @Override
    public @Nullable String shared(Relation relation, Field field) {
        return draws.shared(relation.shown() + "." + field.shown());
    }

    /**
     * Looks at what baselines left for ids that the catalog does not know; false if there are no new ones.
     *
     * @param left what each of them left; the last ones ran with generators that were moved
     */
    public boolean learn(State given, List<State> left) {
        boolean mistaken = draws.forgetAllBut(new HandedOut(new WrittenNumbers(name, given, left), catalog));
        boolean found = !mistaken && draws.areIds(IdColumns.in(name, given, left, draws::drawnFrom));
        draws.areRecorded();
        if (!mistaken && !found) {
            return false;
        }
        observed.forget();
        remembered.forget();
        return true;
    }

    @Override
    public @Nullable Integer @Nullable [] places(Relation relation, Content content) {
        return unordered.has(relation) ? RowPlaces.of(movement.given().content(relation), content) : null;
    }

    /** From now on the physical order of this table matters. */
    public void isUnordered(Relation relation) {
        remembered.forget();
        touched.add(Set.of(relation)); // whatever order it is in, it has to be put back in that of the snapshot
    }

    private void checkOrder(Connection connection, Replacement put) throws SQLException {
        boolean sure = !put.inOrder() || rows.keepsOrder(put.relation());
        if (!sure && !read(connection, put.relation()).sameInOrder(put.content())) {
            gate.doubt("the rows of " + put.relation().shown()
                    + " could not be put back in the order in which they lay, and the job reads them in that order: let its query say"
                    + " ORDER BY with a unique key, or end the transactions that look at the table");
        }
    }

    /** What is there now is the harness's own doing. */
    void knows() {
        known = new LinkedHashMap<>(current);
    }

    /** Which times go with the machine's clock. */
    public Movement movement() {
        return movement;
    }

    Map<Relation, Content> current() {
        return current;
    }

    public Catalog catalog() {
        return catalog;
    }

    /** Looks at what may have changed; at everything if somebody else may have written, and now and then to be sure. */
    void refresh(Connection connection, boolean trusted) throws SQLException {
        List<Relation> written = touched.take();
        boolean full = !trusted || current.isEmpty() || ++looks % FULL_EVERY == 0;
        List<Relation> asked = full ? catalog.relations() : written;
        List<Content> found = read(connection, asked, written);
        for (int i = 0; i < asked.size(); i++) {
            take(asked.get(i), found.get(i), trusted && !written.contains(asked.get(i)));
        }
    }

    /**
     * Looks at what may have changed while workers stand still, who may have locked whole tables: of those what was
     * seen last holds, and they are looked at again.
     */
    void refreshPastLocks(Connection connection) throws SQLException {
        List<Relation> written = touched.take();
        Map<Relation, Content> found;
        try {
            found = readPastLocks(connection, written);
        } catch (SQLException refusal) {
            touched.add(written);
            throw refusal;
        }
        List<Relation> locked = new ArrayList<>(written);
        locked.removeAll(found.keySet());
        touched.add(locked);
        found.forEach((relation, content) -> take(relation, content, false));
    }

    /** The contents of those tables that nobody has locked against being read. */
    Map<Relation, Content> readPastLocks(Connection connection, List<Relation> relations) throws SQLException {
        Map<Relation, Content> found = new LinkedHashMap<>();
        boolean all = noWait.atOnce(connection, () -> {
            List<Content> contents = rows.read(connection, relations);
            for (int i = 0; i < relations.size(); i++) {
                found.put(relations.get(i), contents.get(i));
            }
        });
        for (int i = 0; !all && i < relations.size(); i++) {
            Relation one = relations.get(i);
            noWait.atOnce(connection, () -> found.put(one, read(connection, one)));
        }
        return found;
    }

    private List<Content> read(Connection connection, List<Relation> asked, List<Relation> written)
            throws SQLException {
        try {
            return rows.read(connection, asked);
        } catch (SQLException refusal) {
            touched.add(written);
            throw refusal;
        }
    }

    private void take(Relation relation, Content found, boolean expectedAsBefore) {
        Content before = current.get(relation);
        boolean same = before != null && before.sameAs(found);
        if (same && (!unordered.has(relation) || before.sameInOrder(found))) {
            return;
        }
        if (expectedAsBefore && before != null && !same) {
            gate.doubt("the table " + relation.shown()
                    + " changed although nothing that passed the tap writes it: give the"
                    + " job the DataSource of Database.dataSource(), or leave the table out with Database.ignoring(\""
                    + relation.shown() + "\")");
        }
        current.put(relation, (before == null ? found : Aged.carried(relation, before, found)).laid(laid));
    }

    /** Writes contents that the harness itself changed. */
    void replace(Connection connection, Collection<Replacement> work) throws SQLException {
        if (!work.isEmpty()) {
            List<Replacement> inOrder = work.stream()
                    .map(one -> new Replacement(one.relation(), one.content(), unordered.has(one.relation())))
                    .toList();
            rows.write(connection, catalog, inOrder, null);
            work.forEach(one -> current.put(one.relation(), one.content()));
        }
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
