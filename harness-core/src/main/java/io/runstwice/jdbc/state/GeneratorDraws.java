package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.NumberTable;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.sql.Name;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What workers draw from generators by statements of their own: a sequence's next number, or the next one that a table
 * of numbers hands out.
 *
 * <p>An application may draw a block of numbers and keep the rest in memory from run to run, so some runs draw and
 * others do not. Once that has shown, no draw is an interaction any more: it changes nothing that tells two states
 * apart.
 *
 * <p>Thread-safe.
 */
public final class GeneratorDraws {

    /** What one draw may be good for, where the catalog does not say it. */
    private static final long WIDEST_BLOCK = 1_000;

    private static final Pattern SEQUENCE =
            Pattern.compile("(?:nextval\\s*\\(\\s*'?|next\\s+value\\s+for\\s+)([\\w.\"`$]+)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> CATALOG = Set.of("pg_sequences", "sequences");

    private final Map<Sql, Boolean> asking = new ConcurrentHashMap<>();
    private final Map<Sql, Boolean> kinds = new ConcurrentHashMap<>();
    private final Set<String> drawn = ConcurrentHashMap.newKeySet();
    private final Map<String, NavigableSet<Long>> numbers = new ConcurrentHashMap<>();
    private final Set<Relation> tables = ConcurrentHashMap.newKeySet();
    private final Set<Relation> presumed = ConcurrentHashMap.newKeySet();
    private final Set<Relation> known = ConcurrentHashMap.newKeySet();
    private final Set<Relation> unlikeThem = ConcurrentHashMap.newKeySet();
    private final Map<String, String> columns = new ConcurrentHashMap<>();
    private volatile Consumer<String> hears = fact -> {};
    private volatile Set<String> sequences = Set.of();
    private volatile Runnable asked = () -> {};
    private volatile boolean recorded;
    private volatile boolean passing;
    private volatile boolean mistaken;
    private volatile long widest = WIDEST_BLOCK;

    /**
     * An exploration begins. Numbers that were drawn before it may still be in use.
     *
     * @param declared tables that hand out numbers
     * @param increment the widest step of a sequence
     * @param listener hears of what comes to light later than in the baselines
     */
    public void begin(List<Relation> declared, long increment, Consumer<String> listener) {
        drawn.clear();
        tables.clear();
        presumed.clear();
        known.clear();
        unlikeThem.clear();
        tables.addAll(declared);
        columns.clear();
        recorded = false;
        passing = false;
        mistaken = false;
        widest = Math.max(WIDEST_BLOCK, increment);
        hears = listener;
    }

    /** Calls this when the job asks where one of these sequences stands. */
    public void whenAsked(Set<String> names, Runnable listener) {
        asking.clear();
        sequences = Set.copyOf(names);
        asked = listener;
    }

    /** By its table of one row, in the catalog, or by the function that reads that. */
    private boolean asks(Sql sql) {
        return sql.phrases.stream()
                .anyMatch(phrase -> phrase.functions.contains("pg_sequence_last_value")
                        || phrase.relations.stream()
                                .map(name -> name.table().toLowerCase(Locale.ROOT))
                                .anyMatch(name -> sequences.contains(name) || CATALOG.contains(name)));
    }

    /** Whether it draws from sequences and does nothing else. */
    public boolean isOfSequences(Sql sql) {
        return kinds.computeIfAbsent(sql, GeneratorDraws::findKind);
    }

    private static boolean findKind(Sql sql) {
        Phrase phrase = sql.only();
        return phrase != null
                && (phrase.isQuery() || phrase.verb.equals("CALL"))
                && phrase.relations.isEmpty()
                && phrase.functions.contains("nextval")
                && phrase.functions.stream().allMatch(Set.of("nextval", "generate_series")::contains);
    }

    /** Whether it passes without being an interaction. */
    public boolean passes(Sql sql) {
        if (asking.computeIfAbsent(sql, this::asks)) {
            asked.run();
        }
        if (!isOfSequences(sql)) {
            return false;
        }
        String sequence = sequence(sql);
        boolean isNew = drawn.add(sequence);
        if (recorded && isNew && !passing) {
            passing = true;
            hears.accept("draws from " + sequence);
        }
        return passing;
    }

    private static String sequence(Sql sql) {
        Matcher name = SEQUENCE.matcher(sql.text);
        String found = name.find() ? name.group(1) : sql.label;
        return found.substring(found.lastIndexOf('.') + 1)
                .replaceAll("[\"`]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Where the numbers come from that such a statement reads; null for one that draws nothing. */
    @Nullable
    public String source(Sql sql, Catalog catalog) {
        if (isOfSequences(sql)) {
            return sequence(sql);
        }
        Relation relation = relation(sql, catalog);
        return relation != null && tables.contains(relation) ? relation.shown() : null;
    }

    /** What a session can say of a statement that is about to be sent. */
    public interface Circumstances {

        /** Whether it is the first one of a transaction. */
        boolean isFirst() throws SQLException;

        /** Whether the worker has begun another transaction on another session. */
        boolean isAside() throws SQLException;
    }

    /** The table of numbers that it is a part of a draw from, if it is; that a table is one is learnt from it. */
    @Nullable
    public Relation table(Sql sql, Catalog catalog, Circumstances circumstances) throws SQLException {
        Relation relation = relation(sql, catalog);
        if (relation == null) {
            return null;
        }
        if (!tables.contains(relation)) {
            return !unlikeThem.contains(relation) && begins(sql, relation, circumstances) ? presume(relation) : null;
        }
        Phrase phrase = Objects.requireNonNull(sql.only());
        if (phrase.target() != null && !NumberTable.isWritten(sql, phrase)) {
            isNone(relation);
        }
        return tables.contains(relation) ? relation : null;
    }

    private static boolean begins(Sql sql, Relation relation, Circumstances circumstances) throws SQLException {
        boolean byAlias = NumberTable.isReadByAlias(Objects.requireNonNull(sql.only()), relation);
        return (byAlias || NumberTable.isRead(sql, relation))
                && circumstances.isFirst()
                && (byAlias || circumstances.isAside());
    }

    private Relation presume(Relation relation) {
        presumed.add(relation);
        tables.add(relation);
        if (recorded) {
            hears.accept("draws from " + relation.shown());
        }
        return relation;
    }

    /** It was read like one, but that is not all that is done with it; what the test says stands. */
    public void isNone(Relation relation) {
        if (forget(relation)) {
            mistaken = true;
            if (recorded) {
                hears.accept("does more than draw from " + relation.shown());
            }
        }
    }

    private boolean forget(Relation relation) {
        boolean news = presumed.remove(relation);
        if (news) {
            unlikeThem.add(relation);
            tables.remove(relation);
            numbers.remove(relation.shown());
        }
        return news;
    }

    /**
     * Forgets the presumed generators none of whose numbers became a key in the baselines. Returns whether there were
     * any.
     */
    boolean forgetAllBut(HandedOut keys) {
        List<Relation> not = presumed.stream()
                .filter(one -> !known.contains(one) && !keys.isBy(all -> mayGive(one, all)))
                .toList();
        not.forEach(this::forget);
        known.addAll(presumed);
        return !not.isEmpty();
    }

    /**
     * Whether all of these may be of one table, and of nothing else: near what was read there, or in the same multiple
     * of it, as hi/lo has it.
     */
    private boolean mayGive(Relation table, Set<Long> all) {
        NavigableSet<Long> read = numbers.getOrDefault(table.shown(), new TreeSet<>());
        List<Set<String>> sources = all.stream().map(this::drawnFrom).toList();
        Set<String> only = Set.of(table.shown());
        return sources.stream().allMatch(only::equals)
                || sources.stream().allMatch(only::containsAll) && areHigh(read, all);
    }

    private static boolean areHigh(NavigableSet<Long> read, Set<Long> all) {
        long last = read.isEmpty() ? 0 : read.last();
        long highest = Collections.max(all);
        return LongStream.rangeClosed(2, WIDEST_BLOCK)
                .filter(block -> Math.abs(highest / block - last) <= 1)
                .anyMatch(block -> all.stream().allMatch(number -> isNear(read, number / block)));
    }

    private static boolean isNear(NavigableSet<Long> read, long high) {
        return !read.subSet(high - 1, true, high + 1, true).isEmpty();
    }

    private static @Nullable Relation relation(Sql sql, Catalog catalog) {
        Phrase phrase = sql.only();
        return phrase == null ? null : relation(phrase, catalog);
    }

    private static @Nullable Relation relation(Phrase phrase, Catalog catalog) {
        Name target = phrase.target();
        if (target != null) {
            return catalog.find(target);
        }
        return phrase.isQuery() && phrase.relations.size() == 1 ? catalog.find(phrase.relations.get(0)) : null;
    }

    /** Whether this table hands out numbers: it is neither put back nor compared. */
    boolean isGenerator(Relation relation) {
        return tables.contains(relation);
    }

    /** All tables but those that hand out numbers. */
    <T> Map<Relation, T> others(Map<Relation, T> all) {
        if (all.keySet().stream().noneMatch(this::isGenerator)) {
            return all;
        }
        Map<Relation, T> others = new LinkedHashMap<>(all);
        others.keySet().removeIf(this::isGenerator);
        return others;
    }

    /** A worker has read what was drawn from there. */
    public void drew(String source, Object value) {
        try {
            numbers.computeIfAbsent(source, any -> new ConcurrentSkipListSet<>())
                    .add(Long.valueOf(value.toString()));
        } catch (NumberFormatException none) {
            // not a whole number: no id can follow it
        }
    }

    /** Where the block was drawn in which a number lies: the nearest one; more than one if they are equally near. */
    Set<String> drawnFrom(long number) {
        Set<String> sources = new HashSet<>();
        long nearest = widest;
        for (Map.Entry<String, NavigableSet<Long>> drawn : numbers.entrySet()) {
            Long above = drawn.getValue().ceiling(number);
            Long below = drawn.getValue().floor(number);
            long distance = Math.min(above == null ? widest : above - number, below == null ? widest : number - below);
            if (distance < nearest) {
                sources.clear();
                nearest = distance;
            }
            if (distance < widest && distance == nearest) {
                sources.add(drawn.getKey());
            }
        }
        return sources;
    }

    /**
     * Whether a table was taken for a generator by a run, and is none: runs before and after it differ. False when it
     * is asked again.
     */
    public boolean wereMistaken() {
        boolean news = mistaken;
        mistaken = false;
        return news;
    }

    /**
     * Some runs draw and others do not: from now on draws are no interactions. False if there is nothing to be changed.
     */
    public boolean letPass() {
        boolean news = !passing && !drawn.isEmpty();
        passing |= news;
        return news;
    }

    /** Where generators stand matters, and so does each draw. */
    public void stop() {
        passing = false;
    }

    /** The baselines are recorded: a draw from what none of them drew from is news. */
    void areRecorded() {
        recorded = true;
    }

    /** The sequences that were drawn from. */
    public Set<String> drawn() {
        return Set.copyOf(drawn);
    }

    /**
     * These columns, as {@code table.column}, hold ids, and those of the columns that they point at; false if that was
     * known.
     */
    boolean areIds(Map<String, String> found) {
        boolean news = !columns.entrySet().containsAll(found.entrySet());
        columns.putAll(found);
        return news;
    }

    boolean isId(String column) {
        return columns.containsKey(column);
    }

    /** Another column that holds numbers of the same generator; null for none. */
    @Nullable
    String shared(String column) {
        String other = columns.get(column);
        return column.equals(other) ? null : other;
    }

    /** What a certificate says of it. */
    public List<String> remarks() {
        List<String> remarks = new java.util.ArrayList<>();
        if (passing) {
            remarks.add("draws are no points, because blocks of numbers are kept in memory from run to run: "
                    + String.join(", ", new TreeSet<>(drawn)));
        }
        if (!tables.isEmpty()) {
            remarks.add("hands out numbers, so neither put back nor compared: " + shown(tables));
        }
        if (!unlikeThem.isEmpty()) {
            remarks.add("read like a table that hands out numbers, but compared, because that is not all it does: "
                    + shown(unlikeThem));
        }
        return remarks;
    }

    private static String shown(Set<Relation> relations) {
        return String.join(
                ", ", new TreeSet<>(relations.stream().map(Relation::shown).toList()));
    }
}
