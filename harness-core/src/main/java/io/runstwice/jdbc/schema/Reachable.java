package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Beyond;
import io.runstwice.jdbc.sql.Beyond.Kind;
import io.runstwice.jdbc.sql.Channel;
import io.runstwice.jdbc.sql.Deeds;
import io.runstwice.jdbc.sql.Name;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.Tokenizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The possible effects of a statement beyond the watched tables, its own and those of all code that it sets going:
 * routines that it calls, triggers, rules, defaults and checks of the tables that it writes, views that it looks
 * through.
 *
 * <p>Thread-safe.
 */
public final class Reachable {

    /** The reach of one statement. */
    public record Found(Set<Beyond> beyond, Set<Channel> channels, Set<String> temporaries) {}

    private static final int KEPT = 2_000;
    private static final Set<String> BLOCKS = Set.of("IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");

    private final Catalog catalog;
    private final UnwatchedObjects known;
    private final Purity purity;
    private final Map<Sql, Found> found = new ConcurrentHashMap<>();
    private final Map<Routine, Deeds> bodies = new ConcurrentHashMap<>();
    private final Set<String> temporaries = ConcurrentHashMap.newKeySet();
    private volatile boolean pathChanged;

    Reachable(Catalog catalog, UnwatchedObjects known, Purity purity) {
        this.catalog = catalog;
        this.known = known;
        this.purity = purity;
    }

    /** From now on a name without a schema may mean a table of any schema. */
    void pathChanges() {
        if (!pathChanged) {
            pathChanged = true;
            found.clear();
        }
    }

    Found of(Sql sql) {
        if (sql.changesPath()) {
            pathChanges();
        }
        Found before = found.get(sql);
        if (before != null) {
            return before;
        }
        Search search = new Search();
        for (Phrase phrase : sql.phrases) {
            search.phrase(phrase);
        }
        search.compound(sql);
        Found result = new Found(search.beyond, search.channels, search.temporary);
        if (found.size() < KEPT) {
            found.put(sql, result);
        }
        temporaries.addAll(result.temporaries());
        return result;
    }

    /** One search. */
    private final class Search {

        private final Set<Beyond> beyond = new LinkedHashSet<>();
        private final Set<Channel> channels = new LinkedHashSet<>();
        private final Set<String> temporary = new HashSet<>();
        private final Set<Object> seen = new HashSet<>();

        /** Where a routine of MariaDB looks for tables: in its own database. */
        private String home = "";

        /** A block of MariaDB, cut into its statements: {@code BEGIN NOT ATOMIC …; …; END}. */
        void compound(Sql sql) {
            boolean block = known.mariaDb()
                    && sql.phrases.size() > 1
                    && (BLOCKS.contains(sql.phrases.get(0).verb)
                            || sql.phrases.get(0).has("NOT", "ATOMIC"));
            if (block) {
                int pieces = sql.phrases.stream()
                        .mapToInt(phrase -> Deeds.of(phrase, known.mariaDb()).writing)
                        .sum();
                if (pieces > 1) {
                    beyond.add(new Beyond(Kind.PIECES, sql.label));
                }
            }
        }

        void phrase(Phrase phrase) {
            Deeds deeds = Deeds.of(phrase, known.mariaDb());
            visit(deeds, "");
            purity.unseen(phrase.tokens).forEach(name -> enter(name, ""));
            if (known.mariaDb() && pieces(deeds.procedures, new HashSet<>()) > 1) {
                beyond.add(new Beyond(Kind.PIECES, "CALL " + String.join(", ", deeds.procedures)));
            }
        }

        /** How many pieces these commit, if each statement commits. */
        private int pieces(List<String> procedures, Set<Routine> within) {
            int pieces = 0;
            for (String procedure : procedures) {
                for (Routine routine : meant(procedure)) {
                    if (within.add(routine)) {
                        Deeds deeds = body(routine);
                        pieces += deeds.writing + pieces(deeds.procedures, within);
                        within.remove(routine);
                    }
                }
            }
            return pieces;
        }

        private Deeds body(Routine routine) {
            return bodies.computeIfAbsent(routine, one -> Deeds.ofBody(one.body(), known.mariaDb()));
        }

        private void visit(Deeds deeds, String within) {
            temporary.addAll(deeds.temporaries);
            channels.addAll(deeds.channels);
            deeds.beyond.forEach(one -> beyond.add(within.isEmpty() ? one : one.in(within)));
            deeds.altered.forEach((table, one) -> {
                if (!isTemporary(table)) {
                    beyond.add(within.isEmpty() ? one : one.in(within));
                    if (known.mariaDb() && !within.isEmpty()) {
                        beyond.add(new Beyond(Kind.COMMIT, one.what(), within));
                    }
                }
            });
            if (deeds.anyTable && (known.mariaDb() || !known.strangers().isEmpty())) {
                beyond.add(new Beyond(Kind.TEXT, "EXECUTE").in(within));
            }
            if (deeds.channels.stream().anyMatch(channel -> isUnknown(channel, within))) {
                beyond.add(new Beyond(Kind.CHANNEL, "NOTIFY", within));
            }
            deeds.calls.forEach(name -> enter(name, within));
            deeds.words.forEach(word -> look(word, within));
            deeds.writes.forEach(name -> write(name, false, within));
            deeds.inserts.forEach(name -> write(name, true, within));
            deeds.blocks.forEach(block -> visit(block, "DO"));
        }

        /** A parameter is known to the tap of the statement alone. */
        private boolean isUnknown(Channel channel, String within) {
            boolean unknown = !channel.isKnown() || (channel.name() == null && !within.isEmpty());
            return unknown && !catalog.ignoresNotifications();
        }

        /**
         * In MariaDB a name without one means a routine of the database that a session, or the routine that calls it,
         * is in.
         */
        private Set<Routine> meant(String function) {
            Set<Routine> all = purity.meant(function);
            if (!known.mariaDb() || function.contains(".")) {
                return all;
            }
            String in = home.isEmpty() ? catalog.schema() : home;
            return all.stream()
                    .filter(one -> one.schema().isEmpty() || one.schema().equalsIgnoreCase(in))
                    .collect(Collectors.toSet());
        }

        private void enter(String function, String within) {
            Set<Routine> meant = meant(function);
            Kind outward = meant.isEmpty() ? known.outward().get(function) : null;
            if (outward != null) {
                beyond.add(new Beyond(outward, function, within));
            }
            for (Routine routine : meant) {
                if (seen.add(routine)) {
                    enter(routine);
                }
            }
        }

        private void enter(Routine routine) {
            Kind outward = known.outward().get("extension " + routine.extension());
            if (outward != null) {
                beyond.add(new Beyond(outward, routine.name()));
            } else if (routine.isReadable()) {
                String before = home;
                home = known.mariaDb() ? routine.schema() : "";
                visit(body(routine), routine.name());
                home = before;
                purity.unseen(Tokenizer.tokens(routine.body(), known.mariaDb()))
                        .forEach(name -> enter(name, routine.name()));
            } else if (routine.language().equals("sql")) {
                beyond.add(new Beyond(Kind.TEXT, "its text is hidden from this user", routine.name()));
            } else {
                Kind kind = routine.isTrusted() ? Kind.CODE : Kind.UNKNOWN;
                beyond.add(new Beyond(kind, routine.name() + " (" + routine.language() + ")"));
            }
        }

        /** A view that is looked through. */
        private void look(String word, String within) {
            Kind read = known.outward().get("table " + word);
            if (read != null) {
                beyond.add(new Beyond(read, word, within));
            }
            catalog.viewsCalled(word).forEach((name, query) -> {
                if (seen.add(name)) {
                    Deeds deeds = Deeds.ofBody(query, known.mariaDb());
                    deeds.calls.forEach(call -> enter(call, within));
                    purity.unseen(Tokenizer.tokens(query, known.mariaDb())).forEach(call -> enter(call, within));
                    deeds.words.forEach(inner -> look(inner, within));
                }
            });
        }

        private void write(Name named, boolean inserts, String within) {
            boolean own = named.schema().isEmpty() && !home.isEmpty() && !isTemporary(named);
            Name name = own ? new Name(home, named.table()) : named;
            String key = Relation.key(name.schema(), name.table());
            if (!seen.add((inserts ? "insert " : "write ") + key) || isTemporary(name)) {
                return;
            }
            Map<String, String> views = catalog.viewsCalled(name);
            List<Relation> watched = catalog.candidates(name);
            views.forEach((view, query) -> through(view, query, inserts, within));
            watched.forEach(relation -> changed(relation, inserts, within));
            boolean nobodys = watched.isEmpty() && views.isEmpty() || isStranger(name, watched);
            if (nobodys && !catalog.isIgnored(name)) {
                beyond.add(new Beyond(Kind.TABLE, name + stranger(name), within));
            }
        }

        /**
         * Whether a name without a schema may mean a table that is not watched, although one that is watched has it
         * too.
         */
        private boolean isStranger(Name name, List<Relation> watched) {
            boolean first = watched.stream().anyMatch(one -> one.schema().equalsIgnoreCase(catalog.schema()));
            return name.schema().isEmpty()
                    && (pathChanged || !first)
                    && !stranger(name).isEmpty();
        }

        private boolean isTemporary(Name name) {
            String table = name.table().toLowerCase(Locale.ROOT);
            return name.schema().toLowerCase(Locale.ROOT).startsWith("pg_temp")
                    || (name.schema().isEmpty() && (temporaries.contains(table) || temporary.contains(table)));
        }

        private String stranger(Name name) {
            String what = known.strangers().entrySet().stream()
                    .filter(stranger -> name.schema().isEmpty()
                            ? stranger.getKey().endsWith("." + name.table().toLowerCase(Locale.ROOT))
                            : stranger.getKey().equals(Relation.key(name.schema(), name.table())))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            if (!what.isEmpty()) {
                return " (" + what + ")";
            }
            boolean elsewhere = !name.schema().isEmpty() && !name.schema().equalsIgnoreCase(catalog.schema());
            return elsewhere && known.mariaDb() ? " (a table of another database)" : "";
        }

        private void through(String view, String query, boolean inserts, String within) {
            fire(view, within);
            Phrase phrase = Sql.of(query, known.mariaDb()).only();
            if (phrase != null) {
                phrase.relations.forEach(name -> write(name, inserts, within));
            }
        }

        /** Follows the code that runs when rows of a table, and of those that may change with it, are written. */
        private void changed(Relation first, boolean inserts, String within) {
            fire(first.named(), within);
            Deque<Relation> open = new ArrayDeque<>(inserts ? List.of() : List.of(first));
            while (!open.isEmpty()) {
                Relation relation = open.pop();
                if (seen.add(relation)) {
                    fire(relation.named(), within);
                    reachesOut(relation, within);
                    open.addAll(catalog.ties().family(relation));
                    catalog.references().stream()
                            .filter(reference -> reference.parent().equals(relation))
                            .forEach(reference -> open.push(reference.child()));
                }
            }
        }

        private void reachesOut(Relation relation, String within) {
            String outer = known.outer().get(relation.named());
            if (outer != null) {
                beyond.add(new Beyond(Kind.TABLE, outer, within));
            }
        }

        private void fire(String table, String within) {
            known.fired().getOrDefault(table, Set.of()).forEach(name -> enter(name, within));
        }
    }
}
