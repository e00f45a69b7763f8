package io.runstwice.effect;

import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Fingerprint;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files as tables. {@code files/} has a row for each file; a text file has a table of its own, a row for each line, so
 * that a line too many is told as a row too many.
 *
 * <p>The order of rows means nothing, the order of lines does: each line refers to the one that it follows, and these
 * references are compared by position, so that one surplus line does not make all lines after it look changed. Where
 * doubles or losses are allowed, neither the order of lines nor the end of a file counts. The existence of the file is
 * then a row among its lines, so that an empty file is seen and the same contract holds for it.
 */
final class FileTables {

    /** No file is ever called so. */
    static final String ALL = "files/";

    private static final List<Column> FILES = List.of(
            Column.of("name", Kind.VALUE),
            Column.of("ends", Kind.VALUE),
            Column.of("bytes", Kind.NUMBER),
            Column.of("sha256", Kind.VALUE));

    private final String resource;
    private final Predicate<String> ordered;
    private final List<Row> files = new ArrayList<>();
    /**
     * The tables in which lines say of which file they are: files that are called alike but for numbers, ids or odd
     * characters have one.
     */
    private final Set<String> shared = new HashSet<>();

    private final Map<String, List<Row>> lines = new TreeMap<>();

    /**
     * Tables for a resource.
     *
     * @param ordered whether the order of lines counts in a table with this name
     */
    private FileTables(String resource, Predicate<String> ordered) {
        this.resource = resource;
        this.ordered = ordered;
    }

    static State of(String resource, Map<String, byte[]> contents, Predicate<String> ordered) {
        FileTables tables = new FileTables(resource, ordered);
        contents.keySet().stream()
                .filter(name -> !FileNames.label(name).equals(name))
                .forEach(name -> tables.shared.add(FileNames.label(name)));
        contents.forEach(tables::add);
        return tables.state();
    }

    private void add(String name, byte[] content) {
        TextLines text = TextLines.of(content);
        String table = FileNames.label(name);
        if (text == null) {
            files.add(Row.of(name, null, Integer.toString(content.length), Fingerprint.of(content)));
            return;
        }
        if (ordered.test(table)) {
            files.add(Row.of(name, text.end(), null, null));
        }
        List<Row> rows = lines.computeIfAbsent(table, any -> new ArrayList<>());
        if (!ordered.test(table)) {
            rows.add(row(table, name, null, "the file itself", null));
        }
        String prefix = shared.contains(table) ? name + ":" : "";
        for (int i = 0; i < text.lines().size(); i++) {
            String before = i == 0 ? null : prefix + i;
            rows.add(row(table, name, before, prefix + (i + 1), text.lines().get(i)));
        }
    }

    private Row row(String table, String name, @Nullable String before, String line, @Nullable String text) {
        List<@Nullable Object> cells = new ArrayList<>();
        if (shared.contains(table)) {
            cells.add(name);
        }
        cells.add(line);
        if (ordered.test(table)) {
            cells.add(before);
        }
        cells.add(text);
        return new Row(cells);
    }

    private State state() {
        Map<String, Table> tables = new LinkedHashMap<>();
        if (!files.isEmpty()) {
            tables.put(ALL, new Table(resource, ALL, FILES, files, false));
        }
        lines.forEach((name, rows) -> {
            if (!rows.isEmpty()) {
                tables.put(name, new Table(resource, name, columns(name), rows, false));
            }
        });
        return new State(List.copyOf(tables.values()));
    }

    private List<Column> columns(String table) {
        List<Column> columns = new ArrayList<>();
        if (shared.contains(table)) {
            columns.add(Column.of("file", Kind.VALUE));
        }
        if (ordered.test(table)) {
            columns.add(new Column("line", Kind.GENERATED, true, null));
            columns.add(new Column("follows", Kind.GENERATED, false, table + ".line"));
        } else {
            columns.add(Column.of("line", Kind.REMARK));
        }
        columns.add(Column.of("text", Kind.VALUE));
        return columns;
    }
}
