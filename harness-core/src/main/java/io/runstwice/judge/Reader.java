package io.runstwice.judge;

import io.runstwice.world.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;

/** Turns rows into lines. */
final class Reader {

    private final Known known;
    private final Times times;
    private final Learned learned;
    private int lines;

    Reader(Known known, Times times, Learned learned) {
        this.known = known;
        this.times = times;
        this.learned = learned;
    }

    ComparedLine line(Layout layout, boolean gone, Row row) {
        TreeMap<String, Term> terms = new TreeMap<>();
        for (Layout.Field field : layout.fields()) {
            Object cell = row.cells().get(field.index());
            if (cell != null) {
                terms.put(field.name(), gone ? given(field, cell) : term(field, cell));
            }
        }
        return new ComparedLine(layout, gone, row, terms, lines++);
    }

    /** A given value is compared as it is. */
    private Term given(Layout.Field field, Object cell) {
        return switch (field.kind()) {
            case NUMBER -> Term.literal("number " + Numbers.canonical(cell.toString()));
            case TIME, DATE -> Term.literal("time " + cell);
            case GENERATED, VALUE, REMARK -> learned.text(cell.toString());
        };
    }

    private Term term(Layout.Field field, Object cell) {
        return switch (field.kind()) {
            case NUMBER -> number(field, cell.toString());
            case GENERATED -> generated(field, cell.toString());
            case TIME, DATE -> time(field, cell);
            case VALUE, REMARK -> value(field, cell.toString());
        };
    }

    private Term number(Layout.Field field, String text) {
        return learned.read(field, text).orElseGet(() -> Term.literal("number " + Numbers.canonical(text)));
    }

    private Term value(Layout.Field field, String text) {
        return known.has(field.domain(), text)
                ? learned.text(text)
                : learned.read(field, text).orElseGet(() -> text(text));
    }

    private Term generated(Layout.Field field, String value) {
        if (known.has(field.domain(), value)) {
            return learned.text(value);
        } else if (Uuids.is(value)) {
            return text(value);
        }
        return Term.of(new Atom(field.domain(), value));
    }

    private Term time(Layout.Field field, Object cell) {
        return learned.read(field, cell).orElseGet(() -> {
            if (known.has(field.domain(), cell)) {
                return Term.literal("time " + cell);
            } else if (cell instanceof Instant instant) {
                return Term.literal(times.read(field, instant));
            } else if (cell instanceof LocalDate day) {
                return Term.literal(times.read(field, day));
            }
            return Term.literal("time " + cell);
        });
    }

    private Term text(String text) {
        List<MatchResult> found = Uuids.in(text);
        List<MatchResult> uuids = found.isEmpty()
                ? found
                : found.stream().filter(uuid -> !known.hasUuid(uuid.group())).toList();
        return uuids.isEmpty() ? learned.text(text) : embedded(text, uuids);
    }

    /** Text around generated values: each piece says its length. */
    private static Term embedded(String text, List<MatchResult> uuids) {
        StringBuilder shape = new StringBuilder("around");
        int read = 0;
        for (MatchResult uuid : uuids) {
            piece(shape, text.substring(read, uuid.start()));
            read = uuid.end();
        }
        piece(shape, text.substring(read));
        return new Term(
                shape.toString(),
                uuids.stream().map(uuid -> Uuids.atom(uuid.group())).toList());
    }

    private static void piece(StringBuilder shape, String text) {
        shape.append(' ').append(text.length()).append(':').append(text);
    }
}
