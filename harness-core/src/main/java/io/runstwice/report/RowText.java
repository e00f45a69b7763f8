package io.runstwice.report;

import io.runstwice.world.Column;
import io.runstwice.world.Redaction;
import io.runstwice.world.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A row as a person reads it, secrets masked: {@code {id: ch_2, amount: 1999}}. */
final class RowText {

    private static final Pattern DIGITS = Pattern.compile("[-+.0-9eE]*+");
    private static final Pattern NAMES =
            Pattern.compile("(?i)(?:.*_)?(?:name|key|setting|option|param|parameter|property|variable)");
    private static final Pattern VALUES = Pattern.compile("(?i)(?:.*_)?(?:value|val|content|data)");
    private static final int MOST_CELLS = 8;
    private static final int LONGEST_CELL = 40;

    private RowText() {}

    static String of(List<Column> columns, Row row) {
        return of(columns, row, column -> true);
    }

    static String of(List<Column> columns, Row row, Predicate<Column> shown) {
        List<String> cells = new ArrayList<>();
        String named = nameOfASecret(columns, row);
        for (int i = 0; i < columns.size(); i++) {
            Object cell = row.cells().get(i);
            if (cell != null && shown.test(columns.get(i))) {
                cells.add(Redaction.visible(columns.get(i).name()) + ": " + cell(columns.get(i), cell, named));
            }
        }
        boolean more = cells.size() > MOST_CELLS;
        return "{" + String.join(", ", more ? cells.subList(0, MOST_CELLS) : cells) + (more ? ", …" : "") + "}";
    }

    /** What a row of settings says of itself: {@code {name: smtp_password, value: …}}; an empty text for others. */
    private static String nameOfASecret(List<Column> columns, Row row) {
        for (int i = 0; i < columns.size(); i++) {
            boolean names = NAMES.matcher(columns.get(i).name()).matches();
            if (names && row.cells().get(i) instanceof String name && Redaction.isSecret(name)) {
                return name;
            }
        }
        return "";
    }

    private static String cell(Column column, Object cell, String named) {
        String text = String.valueOf(cell);
        boolean isNamed = !named.isEmpty() && VALUES.matcher(column.name()).matches();
        return switch (column.kind()) {
            case TIME -> "<time>";
            case DATE -> "<date>";
            case NUMBER, GENERATED -> Prose.cut(number(isNamed ? named : column.name(), text), LONGEST_CELL);
            default -> Prose.cut(Redaction.of(isNamed ? named : column.name(), text), LONGEST_CELL);
        };
    }

    /** What is generated may be a text, and that may have the form of a secret. */
    private static String number(String name, String text) {
        return DIGITS.matcher(text).matches() ? Redaction.ofNumber(name, text) : Redaction.of(name, text);
    }
}
