package io.runstwice.judge;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;

/** Several runs of the same schedule: what they agree on is expected, what they differ in is noise. */
final class Baselines {

    private final State given;
    private final Map<String, Table> givenTables = new HashMap<>();
    private final Schema schema;
    private final Known known;
    private final Learned learned;
    private final Moments moments;
    private final Masks masks = new Masks();
    private final Side expected;

    private Baselines(State given, List<Observation> runs) {
        this.given = given;
        given.tables().forEach(table -> givenTables.put(Schema.id(table), table));
        List<State> states = new ArrayList<>(List.of(given));
        runs.forEach(run -> states.add(run.state()));
        this.schema = new Schema(states);
        this.known = Known.in(given, schema);
        List<List<Change>> changes =
                runs.stream().map(run -> changes(run.state())).toList();
        addUuidsOfAll(changes);
        List<Written> written =
                changes.stream().map(some -> Written.in(some, schema, known)).toList();
        List<Window> windows = runs.stream().map(Window::of).toList();
        this.learned = runs.size() > 1 ? Learned.from(written, windows) : Learned.nothing();
        this.moments = Moments.in(windows, written, learned);
        reconcile(runs);
        this.expected = read(runs.get(0));
        checkThereIsSomethingToCompare();
    }

    private void checkThereIsSomethingToCompare() {
        if (expected.lines().isEmpty()) {
            throw new Unfit(
                    "the job changed nothing that is watched; watch what it changes, or give it something to do");
        }
        List<Term> written = expected.lines().stream()
                .filter(line -> !line.isGone())
                .flatMap(line -> line.written(expected.lines()).stream())
                .toList();
        long told = written.stream().filter(term -> !term.isNoise()).count();
        if (!written.isEmpty() && 2 * told < written.size()) {
            throw new Unfit("of " + written.size() + " cells that the job wrote, " + (written.size() - told)
                    + " were others in each run without any fault, so next to nothing can be compared;"
                    + " make them deterministic: " + String.join(", ", noise()));
        }
    }

    static Baselines learn(State given, List<Observation> runs) {
        return new Baselines(given, runs);
    }

    private List<Change> changes(State state) {
        return state.tables().stream()
                .map(table -> Change.between(givenTables.getOrDefault(Schema.id(table), table.with(List.of())), table))
                .filter(change -> !change.isEmpty())
                .toList();
    }

    /** A UUID that every baseline drew was not drawn at random: it is compared as it is. */
    private void addUuidsOfAll(List<List<Change>> runs) {
        Set<String> common = uuids(runs.get(0));
        runs.forEach(changes -> common.retainAll(uuids(changes)));
        if (runs.size() > 1) {
            common.forEach(known::addUuid);
        }
    }

    private static Set<String> uuids(List<Change> changes) {
        Set<String> uuids = new HashSet<>();
        changes.forEach(change -> change.fresh().forEach(row -> row.cells().forEach(cell -> {
            if (cell instanceof String text) {
                Uuids.in(text).stream().map(MatchResult::group).forEach(uuids::add);
            }
        })));
        return uuids;
    }

    /** Finds what has to be masked so that all runs are the same. */
    private void reconcile(List<Observation> runs) {
        Side first = read(runs.get(0));
        for (Observation run : runs.subList(1, runs.size())) {
            Reconciliation.learn(first, read(run), masks);
        }
        String text = read(runs.get(0)).text();
        for (Observation run : runs.subList(1, runs.size())) {
            if (!text.equals(read(run).text())) {
                throw new Unfit("two runs without any fault left rows that refer to each other differently;"
                        + " make the job deterministic there");
            }
        }
    }

    /** What a run has beyond the given state and what it lacks of it. */
    Side read(Observation run) {
        Schema wider = schema.with(run.state());
        Reader reader = new Reader(known, moments.of(run), learned);
        List<Line> lines = new ArrayList<>();
        for (Change change : changes(run.state())) {
            List<Line> gone = new ArrayList<>();
            Table before = givenTables.getOrDefault(Schema.id(change.table()), change.table());
            change.gone().forEach(row -> gone.add(reader.line(wider.of(before), true, row)));
            change.fresh().forEach(row -> add(reader.line(wider.of(change.table()), false, row), gone, lines));
            lines.addAll(gone);
        }
        return Side.of(given, run.state(), lines.stream().map(masks::apply).toList());
    }

    /** A row that only looks changed is not. */
    private static void add(Line fresh, List<Line> gone, List<Line> lines) {
        String old = "-" + fresh.shape().substring(1);
        for (int i = 0; fresh.atoms().isEmpty() && i < gone.size(); i++) {
            if (gone.get(i).shape().equals(old)) {
                gone.remove(i);
                return;
            }
        }
        lines.add(fresh);
    }

    Side expected() {
        return expected;
    }

    /** Every table that any baseline shows. */
    Collection<Layout> layouts() {
        return schema.all();
    }

    /** One entry for each column that holds noise. */
    List<String> noise() {
        Set<String> noise = new TreeSet<>();
        for (Line line : expected.lines()) {
            line.terms().forEach((column, term) -> {
                String name = line.layout().table() + "." + column;
                if (term.equals(Term.MASKED)) {
                    noise.add(name + " (masked)");
                } else if (term.isRandom()) {
                    noise.add(name + " (random)");
                } else if (!term.atoms().isEmpty()) {
                    noise.add(name + " (generated)");
                } else if (isTime(term)) {
                    noise.add(name + " (time)");
                }
            });
        }
        return List.copyOf(noise);
    }

    private static boolean isTime(Term term) {
        return Set.of("now", "today").contains(term.shape()) || term.shape().contains(" like ");
    }
}
