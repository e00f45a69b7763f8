package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Beyond;
import io.runstwice.jdbc.sql.Name;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A database's schema, as far as the harness has to know it. Read once when an exploration begins; a job that changes
 * it makes the run inconclusive.
 *
 * <p>Immutable but for a cache. Thread-safe.
 */
public final class Catalog {

    /** The ledger of what listeners are told, as reports call it. */
    public static final String NOTIFICATIONS = "notifications";

    private static final int KEPT_STATEMENTS = 2_000;

    public static final Catalog EMPTY = new Catalog("", List.of(), Map.of(), List.of(), Set.of());

    /**
     * {@code child} points at {@code parent}.
     *
     * @param onDelete whether the child's rows may change when the parent's go
     * @param onUpdate the same when the parent's keys change
     */
    public record Reference(Relation child, Relation parent, boolean onDelete, boolean onUpdate) {

        /** One of which no more is known. */
        public Reference(Relation child, Relation parent) {
            this(child, parent, true, true);
        }
    }

    private final String schema;
    private final List<Relation> relations;
    private final Map<String, Relation> partitions;
    private final List<Reference> references;
    private final Set<String> ignored;
    private final Ties ties;
    private final UnwatchedObjects surroundings;
    private final Purity purity;
    private final Reachable reachable;
    private final Map<Name, Set<Relation>> closures = new ConcurrentHashMap<>();
    private final Map<Sql, Boolean> readings = new ConcurrentHashMap<>();
    private final Map<Sql, Boolean> traces = new ConcurrentHashMap<>();
    private final Map<Sql, Set<Relation>> touches = new ConcurrentHashMap<>();

    /**
     * @param schema where a session looks first
     * @param relations the watched tables
     * @param partitions {@code schema.table} of every partition, with the watched table that it is a part of
     * @param references the foreign keys between watched tables
     * @param ignored {@code schema.table} of tables that are left out
     */
    public Catalog(
            String schema,
            List<Relation> relations,
            Map<String, Relation> partitions,
            List<Reference> references,
            Set<String> ignored) {
        this(schema, relations, partitions, references, ignored, Ties.NONE, UnwatchedObjects.NONE);
    }

    private Catalog(
            String schema,
            List<Relation> relations,
            Map<String, Relation> partitions,
            List<Reference> references,
            Set<String> ignored,
            Ties ties,
            UnwatchedObjects surroundings) {
        this.schema = schema;
        this.relations = List.copyOf(relations);
        this.partitions = Map.copyOf(partitions);
        this.references = List.copyOf(references);
        this.ignored = Set.copyOf(ignored);
        this.ties = ties;
        this.surroundings = surroundings;
        this.purity = new Purity(surroundings);
        this.reachable = new Reachable(this, surroundings, purity);
    }

    /** This catalog with the ties between tables beside foreign keys. */
    public Catalog tied(Ties known) {
        return new Catalog(schema, relations, partitions, references, ignored, known, surroundings);
    }

    /** This catalog with the objects beside the watched tables. */
    public Catalog within(UnwatchedObjects known) {
        return new Catalog(schema, relations, partitions, references, ignored, ties, known);
    }

    /** This catalog with more names that the test leaves out, whether there are such tables or not. */
    public Catalog leavingOut(Set<String> names) {
        Set<String> all = new HashSet<>(ignored);
        all.addAll(names);
        return new Catalog(schema, relations, partitions, references, all, ties, surroundings);
    }

    UnwatchedObjects surroundings() {
        return surroundings;
    }

    /** The possible effects of functions. */
    public Purity purity() {
        return purity;
    }

    /** A session looks into other schemas first, from now on. */
    public void pathChanges() {
        reachable.pathChanges();
    }

    /** The possible effects of a statement beyond the watched tables. */
    public Reachable.Found reach(Sql sql) {
        return reachable.of(sql);
    }

    public Ties ties() {
        return ties;
    }

    /** Whether a view could be meant by this name. */
    boolean hasView(Name name) {
        return ties.views().keySet().stream()
                .anyMatch(view -> name.schema().isEmpty()
                        ? view.endsWith("." + name.table().toLowerCase(Locale.ROOT))
                        : view.equals(Relation.key(name.schema(), name.table())));
    }

    /** The query that a view of this name stands for; null if there is none, or a table could be meant too. */
    @Nullable
    Phrase view(Name name) {
        List<String> found = ties.views().entrySet().stream()
                .filter(view -> name.schema().isEmpty()
                        ? view.getKey().endsWith("." + name.table().toLowerCase(Locale.ROOT))
                        : view.getKey().equals(Relation.key(name.schema(), name.table())))
                .map(Map.Entry::getValue)
                .toList();
        return found.size() == 1 && find(name) == null ? Sql.of(found.get(0)).only() : null;
    }

    /** Where a session looks first. */
    public String schema() {
        return schema;
    }

    public List<Relation> relations() {
        return relations;
    }

    Map<String, Relation> partitions() {
        return partitions;
    }

    Set<String> ignored() {
        return ignored;
    }

    List<Reference> references() {
        return references;
    }

    /** The watched table of this name, or null if there is none or it is not plain which one is meant. */
    @Nullable
    public Relation find(Name name) {
        List<Relation> found = relations.stream()
                .filter(relation -> relation.table().equalsIgnoreCase(name.table()))
                .filter(relation -> name.schema().isEmpty() || relation.schema().equalsIgnoreCase(name.schema()))
                .toList();
        if (found.isEmpty()) {
            return partition(name);
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    /** The names of a table's columns in their order, or null if it is not watched. */
    @Nullable
    public List<String> columns(Name name) {
        Relation relation = find(name);
        return relation == null
                ? null
                : relation.fields().stream().map(Field::name).toList();
    }

    private @Nullable Relation partition(Name name) {
        String in = name.schema().isEmpty() ? schema : name.schema();
        return partitions.get(Relation.key(in, name.table()));
    }

    /** Whether a query surely changes nothing. */
    public boolean isReading(Sql sql) {
        return once(readings, sql, asked -> asked.phrases.stream().allMatch(this::isReading));
    }

    /** The same few statements are asked about again and again. */
    private <T> T once(Map<Sql, T> known, Sql sql, Function<Sql, T> finding) {
        T found = known.get(sql);
        if (found == null) {
            found = finding.apply(sql);
            if (!relations.isEmpty() && known.size() < KEPT_STATEMENTS) {
                known.put(sql, found);
            }
        }
        return found;
    }

    private boolean isReading(Phrase phrase) {
        return (phrase.isQuery() || phrase.verb.equals("SHOW"))
                && purity.isPure(phrase)
                && phrase.relations.stream().allMatch(this::isPlain);
    }

    private boolean isPlain(Name name) {
        if (name.schema().equalsIgnoreCase("information_schema") || isIgnored(name)) {
            return true;
        }
        Relation relation = find(name);
        return relation != null && relation.plain();
    }

    boolean isIgnored(Name name) {
        return ignored.contains(Relation.key(name.schema().isEmpty() ? schema : name.schema(), name.table()))
                || ignored.contains(name.table().toLowerCase(Locale.ROOT));
    }

    /** Whether it writes rows of one watched table and runs no code of the user. */
    public boolean isPlainWrite(Phrase phrase) {
        Name target = phrase.target();
        if (target == null || !phrase.isPlainWrite() || !purity.isUndone(phrase)) {
            return false;
        }
        Relation relation = find(target);
        return relation != null && !relation.triggered() && !ties.open().contains(relation);
    }

    /** Whether the test leaves out what listeners are told. */
    public boolean ignoresNotifications() {
        Name ledger = new Name("", NOTIFICATIONS);
        return isIgnored(ledger) && candidates(ledger).isEmpty();
    }

    /** Whether it may tell listeners something when its transaction commits. */
    public boolean notifies(Sql sql) {
        return !reach(sql).channels().isEmpty()
                || sql.phrases.stream().anyMatch(phrase -> phrase.verb.equals("EXECUTE"));
    }

    boolean callsCommitting(Sql sql) {
        return reach(sql).beyond().stream().anyMatch(one -> one.kind() == Beyond.Kind.COMMIT);
    }

    /** Whether it may leave something behind even if its transaction is rolled back. */
    public boolean leavesTrace(Sql sql) {
        return once(traces, sql, asked -> asked.phrases.stream()
                .anyMatch(phrase -> !purity.isUndone(phrase) || phrase.verb.equals("CALL")));
    }

    /** Whether it changes the session alone. */
    public boolean staysInSession(Sql sql) {
        return sql.staysInSession()
                && sql.phrases.stream().allMatch(phrase -> !evaluates(phrase) || purity.isUndone(phrase));
    }

    /** Whether it may call something: a variable's value, a cursor's query, what fills a temporary table. */
    private static boolean evaluates(Phrase phrase) {
        return phrase.verb.equals("SET")
                || phrase.verb.equals("DECLARE")
                || (phrase.verb.equals("CREATE") && phrase.tokens.stream().anyMatch(token -> token.is("SELECT")));
    }

    /** The watched tables that a name may mean; more than one if they are in different schemas. */
    public List<Relation> candidates(Name name) {
        List<Relation> found = relations.stream()
                .filter(relation -> relation.table().equalsIgnoreCase(name.table()))
                .filter(relation -> name.schema().isEmpty() || relation.schema().equalsIgnoreCase(name.schema()))
                .toList();
        Relation root = found.isEmpty() ? partition(name) : null;
        return root == null ? found : List.of(root);
    }

    /** The views that a name may mean, by their own names, with their queries. */
    Map<String, String> viewsCalled(Name name) {
        Map<String, String> found = viewsCalled(name.table().toLowerCase(Locale.ROOT));
        String schema = name.schema().toLowerCase(Locale.ROOT);
        found.keySet().removeIf(view -> !schema.isEmpty() && !view.startsWith(schema + "."));
        return found;
    }

    /** The same for a word in small letters. */
    Map<String, String> viewsCalled(String word) {
        Map<String, String> found = new HashMap<>();
        for (Map<String, String> views : List.of(ties.views(), surroundings.views())) {
            if (!views.isEmpty()) {
                views.forEach((view, query) -> {
                    if (view.endsWith("." + word)) {
                        found.put(view, query);
                    }
                });
            }
        }
        return found;
    }

    /** Every table whose rows it may change; all of them when that is not plain to see. */
    public Set<Relation> touched(Sql sql) {
        return once(touches, sql, this::findTouched);
    }

    private Set<Relation> findTouched(Sql sql) {
        Set<Relation> touched = new LinkedHashSet<>();
        for (Phrase phrase : sql.phrases) {
            touched.addAll(touched(phrase, sql));
        }
        return Collections.unmodifiableSet(touched);
    }

    private Set<Relation> touched(Phrase phrase, Sql sql) {
        if (isReading(phrase) || staysInSession(sql)) {
            return Set.of();
        }
        Name target = phrase.target();
        if (phrase.isQuery()
                && purity.isRowless(phrase)
                && phrase.relations.stream().allMatch(this::isPlain)) {
            return Set.of();
        }
        if (target != null && purity.isRowless(phrase) && (phrase.isPlainWrite() || phrase.verb.equals("COPY"))) {
            return closures.computeIfAbsent(target, this::closure);
        }
        return Set.copyOf(relations);
    }

    /**
     * The tables that a write to this table may change with it: those that point at it, and all if code of the user
     * runs.
     */
    private Set<Relation> closure(Name target) {
        Relation first = find(target);
        if (first == null) {
            return isIgnored(target) ? Set.of() : Set.copyOf(relations);
        }
        Map<Relation, Boolean> seen = new HashMap<>();
        Deque<Relation> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Relation relation = open.pop();
            if (relation.triggered() || ties.open().contains(relation)) {
                return Set.copyOf(relations);
            }
            if (seen.put(relation, true) == null) {
                references.stream()
                        .filter(reference -> reference.parent().equals(relation))
                        .forEach(reference -> open.push(reference.child()));
            }
        }
        return Set.copyOf(seen.keySet());
    }
}
