package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.sql.GivenColumns;
import io.runstwice.jdbc.sql.Now;
import io.runstwice.jdbc.sql.NowCode;
import io.runstwice.jdbc.sql.NowCode.Kind;
import io.runstwice.jdbc.sql.NowInWords;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.Token;
import io.runstwice.jdbc.sql.WordGrain;
import io.runstwice.world.Column;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a schema's own code asks for now: defaults, triggers, functions, views. The tap can show a statement another
 * now, but not these.
 *
 * <p>Thread-safe.
 */
public final class HiddenNow {

    public static final HiddenNow NONE = new HiddenNow(List.of(), Map.of(), Map.of());

    private static final int KEPT = 2_000;
    private static final Set<String> REFUSALS = Set.of("RAISE", "SIGNAL");
    private static final Set<String> PLAIN =
            Set.of("NOW", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "TRANSACTION_TIMESTAMP");

    private final Map<String, List<NowCode>> byOwner = new HashMap<>();
    private final Set<String> standing = new HashSet<>();
    private final boolean asks;
    private final Map<NowCode, Map<WordGrain, NowCode>> inWords = new HashMap<>();
    private final Map<Sql, Map<WordGrain, NowCode>> found = new ConcurrentHashMap<>();

    /**
     * The columns of texts and numbers that are part of a key, by table; where they matter, so does the now that they
     * are made of.
     */
    private final Map<String, Set<String>> keys;

    private final Map<String, List<String>> columns;

    private HiddenNow(List<NowCode> code, Map<String, Set<String>> keys, Map<String, List<String>> columns) {
        this.keys = keys;
        this.asks = code.stream().anyMatch(one -> Now.isStandingIn(one.tokens()));
        this.columns = columns;
        code.forEach(one ->
                byOwner.computeIfAbsent(one.owner(), any -> new ArrayList<>()).add(one));
        code.stream().filter(HiddenNow::isStanding).map(HiddenNow::name).forEach(standing::add);
        while (code.stream()
                .anyMatch(one -> one.kind() != Kind.CHECK && reaches(one, standing) && standing.add(name(one)))) {
            // a view that calls a function that asks for it asks for it
        }
        code.forEach(one -> own(one).forEach((grain, by) -> remember(one, grain, by)));
        while (code.stream().anyMatch(this::inherits)) {
            // so does what makes a text of it
        }
    }

    /** Asks for the rules of a table. */
    @FunctionalInterface
    public interface Rules {
        Rigid of(Relation relation) throws SQLException;
    }

    public static HiddenNow of(List<NowCode> code, Catalog catalog, Rules rules) throws SQLException {
        if (code.stream().noneMatch(one -> NowInWords.mayBeIn(one.tokens()))) {
            return code.isEmpty() ? NONE : new HiddenNow(code, Map.of(), Map.of());
        }
        Map<String, Set<String>> keys = new HashMap<>();
        Map<String, List<String>> columns = new HashMap<>();
        for (Relation relation : catalog.relations()) {
            String table = relation.table().toLowerCase(Locale.ROOT);
            columns.put(table, relation.fields().stream().map(HiddenNow::name).toList());
            Set<String> rigid = new HashSet<>();
            rules.of(relation).keys().forEach(column -> rigid.add(column.toLowerCase(Locale.ROOT)));
            relation.fields().forEach(field -> {
                if (!isWord(field)) {
                    rigid.remove(name(field));
                } else if (field.key()) {
                    rigid.add(name(field));
                }
            });
            keys.computeIfAbsent(table, any -> new HashSet<>()).addAll(rigid);
        }
        return new HiddenNow(code, keys, columns);
    }

    /** Whether any code of the schema asks for the now at which a transaction began. */
    boolean asks() {
        return asks;
    }

    private static boolean isWord(Field field) {
        return field.kind() == Column.Kind.VALUE || field.kind() == Column.Kind.NUMBER;
    }

    private static String name(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static String name(NowCode code) {
        return (code.isOfTable() ? "changes of " : "") + code.owner();
    }

    /** A time that is merely set to now is found by its value afterwards. */
    private static boolean isStanding(NowCode code) {
        return switch (code.kind()) {
            case CHECK -> false;
            case DEFAULT -> !isPlain(code.tokens()) && Now.isStandingIn(code.tokens());
            case TRIGGER -> Now.isStandingIn(withoutAssignments(code.tokens()));
            default -> Now.isStandingIn(code.tokens());
        };
    }

    private static boolean isPlain(List<Token> tokens) {
        return !tokens.isEmpty()
                && tokens.get(0).isAny(PLAIN)
                && tokens.stream().skip(1).noneMatch(Token::isName);
    }

    /** {@code new.at := now();}. */
    private static List<Token> withoutAssignments(List<Token> body) {
        List<Token> left = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            boolean assigns = i > 0 && body.get(i - 1).is("=") && body.get(i).isAny(PLAIN);
            int end = assigns && i + 2 < body.size() && body.get(i + 1).is("(") ? i + 3 : i + 1;
            if (!assigns || end >= body.size() || !body.get(end).is(";")) {
                left.add(body.get(i));
            }
        }
        return left;
    }

    private static boolean reaches(NowCode code, Set<String> names) {
        return code.tokens().stream()
                .anyMatch(token -> token.isName() && names.contains(token.text().toLowerCase(Locale.ROOT)));
    }

    // ---- the now that stands where a transaction began

    /** What a statement runs that asks for it; null for nothing. */
    @Nullable
    public String standing(Sql sql) {
        for (Phrase phrase : sql.phrases) {
            for (Token token : phrase.tokens) {
                String name = token.isName() ? token.text().toLowerCase(Locale.ROOT) : "";
                if (standing.contains(name)) {
                    return name;
                } else if (!phrase.isQuery() && standing.contains("changes of " + name)) {
                    return "a trigger or default of " + name;
                }
            }
        }
        return null;
    }

    // ---- texts and numbers that are made of now

    /**
     * What a statement runs that makes another text or number of now by then, where that may matter; null for nothing.
     */
    @Nullable
    NowCode words(Sql sql, LaterNow now) {
        if (inWords.isEmpty() || now.written().isEmpty()) {
            return null;
        }
        Map<WordGrain, NowCode> all = found.get(sql);
        if (all == null) {
            all = words(sql);
            if (found.size() < KEPT) {
                found.put(sql, all);
            }
        }
        return all.entrySet().stream()
                .filter(one -> one.getKey().changesIn(now.passed()))
                .map(Map.Entry::getValue)
                .filter(code -> mayMeet(code, now.written()))
                .findFirst()
                .orElse(null);
    }

    /** Whether what it made before may be what it is compared with: in a table that has been written. */
    private static boolean mayMeet(NowCode code, Set<String> written) {
        return switch (code.kind()) {
            case DEFAULT, GENERATED -> written.contains(code.owner());
            case TRIGGER ->
                written.contains(code.owner())
                        || refuses(code)
                        || code.tokens().stream()
                                .anyMatch(token -> written.contains(token.text().toLowerCase(Locale.ROOT)));
            default -> true;
        };
    }

    private static boolean refuses(NowCode trigger) {
        return trigger.tokens().stream().anyMatch(token -> token.isAny(REFUSALS));
    }

    /** Whether any code may make another one in so long. */
    boolean hasWords(Duration bound) {
        return inWords.values().stream().flatMap(by -> by.keySet().stream()).anyMatch(grain -> grain.changesIn(bound));
    }

    private Map<WordGrain, NowCode> words(Sql sql) {
        Map<WordGrain, NowCode> all = new EnumMap<>(WordGrain.class);
        for (Phrase phrase : sql.phrases) {
            for (int i = 0; i < phrase.tokens.size(); i++) {
                for (NowCode code : called(phrase.tokens, i)) {
                    if (runs(code, phrase)) {
                        inWords.getOrDefault(code, Map.of()).forEach(all::putIfAbsent);
                    }
                }
            }
        }
        return all;
    }

    /** What is called, read or written by this word. */
    private List<NowCode> called(List<Token> tokens, int place) {
        Token token = tokens.get(place);
        List<NowCode> named =
                token.isName() ? byOwner.getOrDefault(token.text().toLowerCase(Locale.ROOT), List.of()) : List.of();
        boolean call = place + 1 < tokens.size() && tokens.get(place + 1).is("(");
        boolean runs = call || place > 0 && tokens.get(place - 1).is("CALL");
        return named.stream()
                .filter(code -> code.kind() != Kind.ROUTINE || runs)
                .toList();
    }

    private boolean runs(NowCode code, Phrase phrase) {
        return switch (code.kind()) {
            case ROUTINE, VIEW, POLICY -> true;
            case TRIGGER, CHECK, GENERATED -> !phrase.isQuery();
            case DEFAULT -> !phrase.isQuery() && !isGiven(code, phrase);
        };
    }

    private boolean isGiven(NowCode code, Phrase phrase) {
        int place = columns.getOrDefault(code.owner(), List.of()).indexOf(code.column());
        return GivenColumns.of(phrase).has(code.column(), place);
    }

    private void remember(NowCode code, WordGrain grain, NowCode by) {
        inWords.computeIfAbsent(code, any -> new EnumMap<>(WordGrain.class)).putIfAbsent(grain, by);
    }

    /** What it makes by itself, if that may matter. */
    private Map<WordGrain, NowCode> own(NowCode code) {
        boolean body = code.kind() == Kind.TRIGGER || code.kind() == Kind.ROUTINE;
        boolean makes = body ? NowInWords.mayBeIn(code.tokens()) : NowInWords.isIn(code.tokens());
        return makes && mayMatter(code) ? Map.of(WordGrain.of(code.tokens()), code) : Map.of();
    }

    private boolean inherits(NowCode code) {
        boolean news = false;
        for (int i = 0; i < code.tokens().size(); i++) {
            for (NowCode called : called(code.tokens(), i)) {
                boolean other = !called.equals(code) && inWords.containsKey(called) && mayMatter(code);
                for (WordGrain grain : other ? Set.copyOf(inWords.get(called).keySet()) : Set.<WordGrain>of()) {
                    boolean known = inWords.getOrDefault(code, Map.of()).containsKey(grain);
                    remember(code, grain, called);
                    news |= !known;
                }
            }
        }
        return news;
    }

    /** Of a column by itself only a key tells whether a job was done. A trigger may fill any, and may refuse. */
    private boolean mayMatter(NowCode code) {
        return switch (code.kind()) {
            case DEFAULT, GENERATED -> keys.getOrDefault(code.owner(), Set.of()).contains(code.column());
            case TRIGGER -> refuses(code) || fillsKey(code, code.owner());
            default -> true;
        };
    }

    private boolean fillsKey(NowCode trigger, String owner) {
        Set<String> names = new HashSet<>();
        trigger.tokens().stream()
                .filter(Token::isName)
                .forEach(token -> names.add(token.text().toLowerCase(Locale.ROOT)));
        return keys.entrySet().stream()
                .filter(table -> table.getKey().equals(owner) || names.contains(table.getKey()))
                .anyMatch(table -> table.getValue().stream().anyMatch(names::contains));
    }
}
