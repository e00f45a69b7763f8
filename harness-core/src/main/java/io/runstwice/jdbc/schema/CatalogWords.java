package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.schema.Catalog.Reference;
import io.runstwice.jdbc.sql.Beyond;
import io.runstwice.world.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A catalog as words: the process of a delivery is told what the test knows, instead of asking the server a dozen
 * questions.
 */
public final class CatalogWords {

    private static final String NOTHING = "-";
    private static final String SOMETHING = "+";

    private final List<String> words = new ArrayList<>();
    private final List<Relation> relations;

    private CatalogWords(List<Relation> relations) {
        this.relations = relations;
    }

    public static List<String> of(Catalog catalog) {
        CatalogWords out = new CatalogWords(catalog.relations());
        out.words.add(catalog.schema());
        out.all(catalog.relations(), out::add);
        out.all(catalog.partitions().entrySet(), partition -> {
            out.words.add(partition.getKey());
            out.place(partition.getValue());
        });
        out.all(catalog.references(), out::add);
        out.all(catalog.ignored(), out.words::add);
        out.add(catalog.ties());
        out.add(catalog.surroundings());
        return out.words;
    }

    private <T> void all(Collection<T> things, java.util.function.Consumer<T> each) {
        words.add(String.valueOf(things.size()));
        things.forEach(each);
    }

    private void yes(boolean... answers) {
        for (boolean answer : answers) {
            words.add(String.valueOf(answer));
        }
    }

    private void place(Relation relation) {
        words.add(String.valueOf(relations.indexOf(relation)));
    }

    private void add(Relation relation) {
        words.addAll(List.of(relation.schema(), relation.table(), relation.shown()));
        yes(relation.plain(), relation.triggered(), relation.partitioned());
        all(relation.fields(), field -> {
            words.addAll(List.of(
                    field.name(), field.shown(), field.type(), field.kind().name()));
            yes(field.key());
            words.add(field.references() == null ? NOTHING : SOMETHING + field.references());
        });
    }

    private void add(Reference reference) {
        place(reference.child());
        place(reference.parent());
        yes(reference.onDelete(), reference.onUpdate());
    }

    private void add(Ties ties) {
        all(ties.views().entrySet(), view -> words.addAll(List.of(view.getKey(), view.getValue())));
        all(ties.heirs().entrySet(), heirs -> {
            place(heirs.getKey());
            all(heirs.getValue(), this::place);
        });
        all(ties.open(), this::place);
        all(ties.draws().entrySet(), draws -> {
            place(draws.getKey());
            all(draws.getValue(), words::add);
        });
    }

    private void add(UnwatchedObjects known) {
        all(known.builtIn(), words::add);
        all(known.readers(), words::add);
        all(
                known.outward().entrySet(),
                one -> words.addAll(List.of(one.getKey(), one.getValue().name())));
        all(
                known.routines(),
                one -> words.addAll(List.of(one.schema(), one.name(), one.language(), one.body(), one.extension())));
        addAll(known.fired());
        addAll(known.implicit());
        all(known.attributes(), words::add);
        for (Map<String, String> texts : List.of(known.strangers(), known.views(), known.outer())) {
            all(texts.entrySet(), one -> words.addAll(List.of(one.getKey(), one.getValue())));
        }
        yes(known.mariaDb());
    }

    private void addAll(Map<String, Set<String>> sets) {
        all(sets.entrySet(), one -> {
            words.add(one.getKey());
            all(one.getValue(), words::add);
        });
    }

    /** The catalog that these words tell of. */
    public static Catalog read(Collection<String> words) {
        return new Reading(words.iterator()).catalog();
    }

    /** Reads in the order of writing. */
    private static final class Reading {

        private final Iterator<String> words;
        private final List<Relation> relations = new ArrayList<>();

        Reading(Iterator<String> words) {
            this.words = words;
        }

        Catalog catalog() {
            String schema = words.next();
            times(() -> relations.add(relation()));
            Map<String, Relation> partitions = new HashMap<>();
            times(() -> partitions.put(words.next(), known()));
            List<Reference> references = new ArrayList<>();
            times(() -> references.add(new Reference(known(), known(), yes(), yes())));
            return new Catalog(schema, relations, partitions, references, texts())
                    .tied(ties())
                    .within(surroundings());
        }

        private Relation relation() {
            String schema = words.next();
            String table = words.next();
            String shown = words.next();
            boolean plain = yes();
            boolean triggered = yes();
            boolean partitioned = yes();
            List<Field> fields = new ArrayList<>();
            times(() -> fields.add(field()));
            return new Relation(schema, table, shown, fields, plain, triggered, partitioned);
        }

        private Field field() {
            return new Field(
                    words.next(), words.next(), words.next(), Column.Kind.valueOf(words.next()), yes(), maybe());
        }

        private Ties ties() {
            Map<String, String> views = new HashMap<>();
            times(() -> views.put(words.next(), words.next()));
            Map<Relation, Set<Relation>> heirs = new HashMap<>();
            times(() -> heirs.put(known(), all()));
            Set<Relation> open = all();
            Map<Relation, Set<String>> draws = new HashMap<>();
            times(() -> draws.put(known(), texts()));
            return new Ties(views, heirs, open, draws);
        }

        private UnwatchedObjects surroundings() {
            Set<String> builtIn = texts();
            Set<String> readers = texts();
            Map<String, Beyond.Kind> outward = new HashMap<>();
            times(() -> outward.put(words.next(), Beyond.Kind.valueOf(words.next())));
            List<Routine> routines = new ArrayList<>();
            times(() ->
                    routines.add(new Routine(words.next(), words.next(), words.next(), words.next(), words.next())));
            return new UnwatchedObjects(
                    builtIn, readers, outward, routines, sets(), sets(), texts(), map(), map(), map(), yes());
        }

        private Map<String, String> map() {
            Map<String, String> map = new HashMap<>();
            times(() -> map.put(words.next(), words.next()));
            return map;
        }

        private Map<String, Set<String>> sets() {
            Map<String, Set<String>> sets = new HashMap<>();
            times(() -> sets.put(words.next(), texts()));
            return sets;
        }

        private void times(Runnable reading) {
            for (int more = Integer.parseInt(words.next()); more > 0; more--) {
                reading.run();
            }
        }

        private boolean yes() {
            return Boolean.parseBoolean(words.next());
        }

        private @Nullable String maybe() {
            String word = words.next();
            return word.equals(NOTHING) ? null : word.substring(SOMETHING.length());
        }

        private Relation known() {
            return relations.get(Integer.parseInt(words.next()));
        }

        private Set<Relation> all() {
            Set<Relation> all = new HashSet<>();
            times(() -> all.add(known()));
            return all;
        }

        private Set<String> texts() {
            Set<String> texts = new HashSet<>();
            times(() -> texts.add(words.next()));
            return texts;
        }
    }
}
