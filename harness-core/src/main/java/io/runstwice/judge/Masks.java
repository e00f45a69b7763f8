package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Single cells that differ between baselines although nothing was wrong: noise.
 *
 * <p>A cell is found again by the other cells of its row, so that the same column of another row is compared. Never masked are
 * numbers, keys, references and the question whether there is a value.
 */
final class Masks {

    private final List<Mask> masks = new ArrayList<>();

    /** Masked cells of one row. */
    private record Mask(String table, boolean gone, Map<String, String> others, Set<String> columns) {

        static Mask of(Line line, Set<String> columns) {
            Map<String, String> others = new TreeMap<>();
            line.terms().forEach((name, term) -> {
                if (!columns.contains(name)) {
                    others.put(name, term.shape());
                }
            });
            return new Mask(line.layout().id(), line.isGone(), others, columns);
        }

        boolean fits(Line line) {
            return line.isGone() == gone
                    && line.layout().id().equals(table)
                    && line.terms().size() == others.size() + columns.size()
                    && line.terms().keySet().containsAll(columns)
                    && others.entrySet().stream().allMatch(other -> line.has(other.getKey(), other.getValue()));
        }
    }

    /**
     * Learns from two rows of two baselines that are the same but for noise.
     *
     * @throws Unfit if they differ in more
     */
    void learn(Line one, Line other) {
        List<String> unlike = one.columnsUnlike(other);
        for (Layout.Field field : one.layout().fields()) {
            if (unlike.contains(field.name())) {
                check(field, one, other);
            }
        }
        Mask mask = Mask.of(one, Set.copyOf(unlike));
        if (!masks.contains(mask)) {
            masks.add(mask);
        }
    }

    private static void check(Layout.Field field, Line one, Line other) {
        boolean missing =
                !one.terms().containsKey(field.name()) || !other.terms().containsKey(field.name());
        boolean counts =
                field.key() || field.reference() || field.kind() == Kind.NUMBER || field.kind() == Kind.GENERATED;
        if (missing || counts) {
            throw Unfit.differs(
                    field.id(),
                    one.row().cells().get(field.index()),
                    other.row().cells().get(field.index()));
        }
    }

    /** The line with its noise taken out. */
    Line apply(Line line) {
        Line masked = line;
        for (Mask mask : masks) {
            masked = mask.fits(masked) ? masked.masking(mask.columns) : masked;
        }
        return masked;
    }

    boolean isEmpty() {
        return masks.isEmpty();
    }
}
