package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row as far as it is compared.
 *
 * <p>A state is told by the rows that it has beyond the given one and by those that it lacks, so a line has a sign.
 */
final class ComparedLine {

    private final Layout layout;
    private final boolean gone;
    private final Row row;
    private final Map<String, Term> terms;
    private final String shape;
    private final List<Atom> atoms;
    private final List<ComparedLine> elements;

    /**
     * A line.
     *
     * @param layout its table
     * @param gone whether it is a given row that is no more, or a row that was not given
     * @param row the row as it is
     * @param terms its cells by the name of the column; a cell without a value has none
     */
    ComparedLine(Layout layout, boolean gone, Row row, TreeMap<String, Term> terms) {
        this(layout, gone, row, terms, 0);
    }

    /**
     * The same.
     *
     * @param number another one for each line of a run
     */
    ComparedLine(Layout layout, boolean gone, Row row, TreeMap<String, Term> terms, int number) {
        Stopping.check();
        this.layout = layout;
        this.gone = gone;
        this.row = row;
        this.terms = terms;
        this.shape = (gone ? "-" : "+") + shape(layout, terms);
        List<Atom> own =
                terms.values().stream().flatMap(term -> term.atoms().stream()).toList();
        Atom link = new Atom("list", Integer.toString(number));
        this.elements = elements(link);
        this.atoms = elements.isEmpty()
                ? own
                : Stream.concat(own.stream(), Stream.of(link)).toList();
    }

    private List<ComparedLine> elements(Atom link) {
        return terms.entrySet().stream()
                .flatMap(term -> term.getValue().elements().stream()
                        .map(element -> new ComparedLine(this, term.getKey(), element, link)))
                .toList();
    }

    private ComparedLine(ComparedLine of, String column, Term element, Atom link) {
        this.layout = of.layout;
        this.gone = of.gone;
        this.row = of.row;
        this.terms = Map.of();
        this.shape = "element of " + of.layout.id() + "." + column + " " + element.shape();
        this.atoms = Stream.concat(Stream.of(link), element.atoms().stream()).toList();
        this.elements = List.of();
    }

    /** Every part says its length, so that no value can look like the end of another. */
    private static String shape(Layout layout, Map<String, Term> terms) {
        StringBuilder shape = new StringBuilder(layout.id()).append('\n');
        terms.forEach((name, term) -> shape.append(name)
                .append('=')
                .append(term.shape().length())
                .append(':')
                .append(term.shape())
                .append('\n'));
        return shape.toString();
    }

    Layout layout() {
        return layout;
    }

    boolean isGone() {
        return gone;
    }

    Row row() {
        return row;
    }

    Map<String, Term> terms() {
        return terms;
    }

    /** All of it but the generated values. */
    String shape() {
        return shape;
    }

    /**
     * The generated elements of its lists whose order means nothing, as lines of their own: tied to this line by a
     * value that only these share.
     */
    List<ComparedLine> elements() {
        return elements;
    }

    /** The columns with such lists. */
    List<String> columnsOfElements() {
        return terms.entrySet().stream()
                .filter(term -> !term.getValue().elements().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The generated values in it, column by column. */
    List<Atom> atoms() {
        return atoms;
    }

    /** This line with generated values among these compared by value. */
    ComparedLine keeping(Set<String> values) {
        if (atoms.stream().noneMatch(atom -> values.contains(atom.value()))) {
            return this;
        }
        TreeMap<String, Term> others = new TreeMap<>(terms);
        others.replaceAll((column, term) -> term.keeping(values));
        return new ComparedLine(layout, gone, row, others);
    }

    /** This line with other terms in its columns. */
    ComparedLine replacing(BiFunction<Layout.Field, Term, Term> terms) {
        TreeMap<String, Term> others = new TreeMap<>();
        for (Layout.Field field : layout.fields()) {
            Term term = this.terms.get(field.name());
            if (term != null) {
                others.put(field.name(), terms.apply(field, term));
            }
        }
        return new ComparedLine(layout, gone, row, others);
    }

    /** Whether a column has this shape. */
    boolean has(String column, String wanted) {
        return wanted.equals(shapeOf(column));
    }

    /** The names of the columns in which this line and another of the same table differ, generated values aside. */
    List<String> columnsUnlike(ComparedLine other) {
        return Stream.concat(terms.keySet().stream(), other.terms.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(shapeOf(name), other.shapeOf(name)))
                .toList();
    }

    private @Nullable String shapeOf(String column) {
        Term term = terms.get(column);
        return term == null ? null : term.shape();
    }

    /** The value that a column holds, as it is. */
    @Nullable
    Object cell(String column) {
        for (int i = 0; i < layout.columns().size(); i++) {
            if (layout.columns().get(i).name().equals(column)) {
                return row.cells().get(i);
            }
        }
        return null;
    }

    boolean isNumber(String column) {
        return field(column).filter(field -> field.kind() == Column.Kind.NUMBER).isPresent();
    }

    private Optional<Layout.Field> field(String column) {
        return layout.fields().stream()
                .filter(field -> field.name().equals(column))
                .findFirst();
    }

    /** The key of its row, if no part of that was generated. */
    Optional<List<Term>> key() {
        List<Term> key = new ArrayList<>();
        for (Layout.Field field : layout.fields()) {
            Term term = field.key() ? terms.get(field.name()) : null;
            if (field.key() && (term == null || !term.atoms().isEmpty())) {
                return Optional.empty();
            } else if (term != null) {
                key.add(term);
            }
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /** Whether another line of this table is the same row by its key. */
    boolean hasKeyOf(ComparedLine other) {
        return key().isPresent() && key().equals(other.key());
    }

    /** Whether another line looks the same in half of its columns. */
    boolean isLike(ComparedLine other) {
        return 2 * likeness(other) >= Math.max(terms.size(), other.terms.size());
    }

    /** How many columns of another line look the same. */
    int likeness(ComparedLine other) {
        return (int) terms.entrySet().stream()
                .filter(term -> other.has(term.getKey(), term.getValue().shape()))
                .count();
    }

    /**
     * The cells of this row that are not as they were given.
     *
     * @param given the same row as it was given, or nothing
     */
    List<Term> written(Optional<ComparedLine> given) {
        return terms.entrySet().stream()
                .filter(term -> given.map(line -> !term.getValue().equals(line.terms.get(term.getKey())))
                        .orElse(true))
                .map(Map.Entry::getValue)
                .toList();
    }
}
