package io.runstwice.judge;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Several runs of the same schedule. Values on which they agree are expected; values in which they differ are noise if
 * the cause is known.
 */
final class Baselines {

    private final State given;
    private final List<Observation> runs;
    private final List<ActMoments> acts;
    private final Map<String, Table> givenTables = new HashMap<>();
    private final Layouts schema;
    private final Known known;
    private final TimedKeys timed;
    private final Learned learned;
    private final TokenKeys tokenKeys;
    private final Side expected;

    private Baselines(State given, List<Observation> runs) {
        this.given = given;
        this.runs = List.copyOf(runs);
        this.acts = runs.stream().map(ActMoments::of).toList();
        given.tables().forEach(table -> givenTables.put(Layouts.id(table), table));
        List<State> states = new ArrayList<>(List.of(given));
        runs.forEach(run -> states.add(run.state()));
        this.schema = new Layouts(states);
        this.known = Known.in(given, schema);
        List<List<TableChange>> changes =
                runs.stream().map(run -> changes(run.state())).toList();
        Map<String, Integer> sizes = new HashMap<>();
        givenTables.forEach((id, table) -> sizes.put(id, table.rows().size()));
        Agreement.onCounts(changes, sizes);
        addUuidsOfAll(changes);
        List<Seen> generated = seen(changes, TimedKeys.NONE);
        this.timed = runs.size() > 1 ? TimedKeysLearner.in(changes, schema, known, generated) : TimedKeys.NONE;
        List<Seen> seen = seen(changes, timed);
        this.learned = runs.size() > 1 ? learned(changes, seen) : Learned.nothing();
        this.tokenKeys = TokenKeys.in(runs, schema, known, learned);
        this.expected = read(runs.get(0));
        mustNotBeOpaque();
    }

    /** Lists are taken to be in an order that means something, until that is shown to be wrong. */
    private Learned learned(List<List<TableChange>> changes, List<Seen> seen) {
        Function<Predicate<String>, Learned> learn =
                mayBeBag -> agreed(Learned.from(changes, schema, known, timed, seen, mayBeBag));
        try {
            return learn.apply(none -> false);
        } catch (Unfit unfit) {
            try {
                return withFewestBags(learn);
            } catch (Unfit stillUnfit) {
                throw unfit;
            }
        }
    }

    /**
     * A list that is sorted by noise says nothing of others: each keeps its order, unless the baselines do not agree
     * then.
     */
    private static Learned withFewestBags(Function<Predicate<String>, Learned> learn) {
        Learned learnt = learn.apply(any -> true);
        for (String site : new TreeSet<>(learnt.bags())) {
            Set<String> fewer = new TreeSet<>(learnt.bags());
            fewer.remove(site);
            try {
                learnt = learn.apply(fewer::contains);
            } catch (Unfit needed) {
                // the order of this list follows from noise
            }
        }
        return learnt;
    }

    private Learned agreed(Learned learnt) {
        Side first = read(runs.get(0), learnt);
        runs.subList(1, runs.size()).forEach(run -> Agreement.of(first, read(run, learnt)));
        return learnt;
    }

    private void mustNotBeOpaque() {
        GivenRows givenRows = new GivenRows(expected.lines());
        List<Term> written = expected.lines().stream()
                .filter(line -> !line.isGone())
                .flatMap(line -> line.written(givenRows.sameAs(line)).stream())
                .toList();
        long opaque = written.stream()
                .filter(term -> term.shape().equals(Term.OPAQUE.shape()))
                .count();
        if (!written.isEmpty() && 2 * opaque > written.size()) {
            throw new Unfit("of " + written.size() + " cells that the job wrote, " + opaque
                    + " were others in each run without any fault, down to the number of their words, so next to nothing can be"
                    + " compared; make them deterministic: " + String.join(", ", noise()));
        }
    }

    static Baselines learn(State given, List<Observation> runs) {
        return new Baselines(given, runs);
    }

    /** These baselines with more runs of the same schedule. */
    Baselines and(List<Observation> more) {
        List<Observation> all = new ArrayList<>(runs);
        all.addAll(more);
        return new Baselines(given, all);
    }

    private List<TableChange> changes(State state) {
        return state.tables().stream()
                .map(table ->
                        TableChange.between(givenTables.getOrDefault(Layouts.id(table), table.with(List.of())), table))
                .filter(change -> !change.isEmpty())
                .toList();
    }

    private List<Seen> seen(List<List<TableChange>> changes, TimedKeys timed) {
        List<Seen> seen = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            seen.add(seen(runs.get(run), changes.get(run), timed, false));
        }
        return seen;
    }

    private Seen seen(Observation run, List<TableChange> changes, TimedKeys timed, boolean later) {
        return new Seen(
                ActMoments.of(run),
                Drawn.in(changes, run.state().drawn(), schema.with(run.state()), known, timed),
                later);
    }

    /** A UUID that every baseline drew was not drawn at random: it is compared as it is. */
    private void addUuidsOfAll(List<List<TableChange>> runs) {
        Set<String> common = uuids(runs.get(0));
        runs.forEach(changes -> common.retainAll(uuids(changes)));
        if (runs.size() > 1) {
            common.forEach(known::addUuid);
        }
    }

    private static Set<String> uuids(List<TableChange> changes) {
        Set<String> uuids = new HashSet<>();
        changes.forEach(change -> change.fresh().forEach(row -> row.cells().forEach(cell -> {
            if (cell instanceof String text) {
                Uuids.in(text).stream().map(MatchResult::group).forEach(uuids::add);
            }
        })));
        return uuids;
    }

    /** The rows that a run has beyond the given state, and those of the given state that it lacks. */
    Side read(Observation run) {
        return read(run, learned);
    }

    /** Reads a run in which all characters of a random token may be others by now. */
    Side readLater(Observation run) {
        return read(run, learned, true);
    }

    private Side read(Observation run, Learned learnt) {
        return read(run, learnt, false);
    }

    private Side read(Observation run, Learned learnt, boolean later) {
        Layouts wider = schema.with(run.state());
        List<TableChange> changes = changes(run.state());
        Seen seen = seen(run, changes, timed, later);
        Reader reader = new Reader(known, new Near(seen.acts()), learnt.in(seen));
        List<ComparedLine> lines = new ArrayList<>();
        for (TableChange change : changes) {
            Gone gone = new Gone();
            Table before = givenTables.getOrDefault(Layouts.id(change.table()), change.table());
            change.gone().forEach(row -> gone.add(reader.line(wider.of(before), true, row)));
            change.fresh().forEach(row -> {
                ComparedLine fresh = reader.line(wider.of(change.table()), false, row);
                if (!gone.takes(fresh)) {
                    lines.add(fresh);
                }
            });
            lines.addAll(gone.rest());
        }
        return Side.of(given, run.state(), lines);
    }

    /** Given rows that are no more. A row that only looks changed is none of them. */
    private static final class Gone {

        private final List<@Nullable ComparedLine> lines = new ArrayList<>();
        private final Map<String, Deque<Integer>> places = new HashMap<>();

        void add(ComparedLine line) {
            places.computeIfAbsent(line.shape().substring(1), any -> new ArrayDeque<>())
                    .add(lines.size());
            lines.add(line);
        }

        boolean takes(ComparedLine fresh) {
            Deque<Integer> same =
                    fresh.atoms().isEmpty() ? places.get(fresh.shape().substring(1)) : null;
            Integer first = same == null ? null : same.poll();
            if (first == null) {
                return false;
            }
            lines.set(first, null);
            return true;
        }

        List<ComparedLine> rest() {
            List<ComparedLine> rest = new ArrayList<>();
            for (ComparedLine line : lines) {
                if (line != null) {
                    rest.add(line);
                }
            }
            return rest;
        }
    }

    Side expected() {
        return expected;
    }

    /** Every table that any baseline shows. */
    Collection<Layout> layouts() {
        return schema.all();
    }

    /** Whether a time stood in all of them that goes with the seconds for all that they show. */
    boolean mayMoveWithSeconds() {
        return learned.holdsSeconds() && !Unit.areSecondsSettledBy(acts);
    }

    /** Whether a time stood in all of them that may have moved for a run, and one more after it would tell. */
    boolean mayHaveMovedFor(Observation run) {
        boolean holds = learned.holdsSeconds() || learned.holdsDays();
        ActMoments later = ActMoments.of(run);
        return holds && Unit.ALL.stream().anyMatch(unit -> !unit.isSettledBy(acts) && unit.isSettledAfter(later, acts));
    }

    /** Whether anything in a table was taken for random. */
    boolean hasTokens(String table) {
        return learned.hasTokens(table);
    }

    /** The keys among the values that were taken for random. */
    TokenKeys tokenKeys() {
        return tokenKeys;
    }

    /** One entry for each place and reason of noise. */
    List<String> noise() {
        Set<String> noise = new TreeSet<>(learned.noise());
        for (ComparedLine line : expected.lines()) {
            for (Layout.Field field : line.layout().fields()) {
                Term term = line.terms().get(field.name());
                if (term != null && term.shape().startsWith("@")) {
                    noise.add(field.shown() + " (" + Noise.GENERATED + ")");
                } else if (term != null && Set.of("now", "today").contains(term.shape())) {
                    noise.add(field.shown() + " (" + Noise.TIME + ")");
                }
            }
        }
        return List.copyOf(noise);
    }
}
