package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of the drawn numbers and of the times that a run wrote, among themselves and among those given: a job may
 * ask for the newest row, or for the highest id.
 *
 * <p>Only ranks count, so gaps of a sequence do not matter, nor how long the machine took between two times. Equal
 * values have equal ranks: two times of one transaction are one. Times that are stored so coarsely that two statements
 * may or may not show the same one are told apart as they are.
 */
final class Ranks {

    /** Times of all columns that are stored finely stand on one scale: a job may ask which of two came first. */
    private static final String FINE = "time";

    private final Known known;
    private final FineTimes fine;
    private final Map<Position, Integer> ranks = new HashMap<>();

    Ranks(Known known, FineTimes fine, List<ComparedLine> lines) {
        this.known = known;
        this.fine = fine;
        Map<String, TreeSet<BigInteger>> scales = new HashMap<>();
        Set<String> domains = new HashSet<>();
        for (ComparedLine line : lines) {
            for (Layout.Field field : line.layout().fields()) {
                position(line, field).ifPresent(position -> {
                    scales.computeIfAbsent(position.scale(), any -> new TreeSet<>())
                            .add(position.value());
                    domains.add(field.domain());
                });
            }
        }
        domains.forEach(domain -> addGiven(domain, known.values(domain), scales));
        scales.forEach(this::rank);
    }

    private void addGiven(String domain, Collection<Object> given, Map<String, TreeSet<BigInteger>> scales) {
        for (Object value : given) {
            position(domain, value)
                    .filter(position -> scales.containsKey(position.scale()))
                    .ifPresent(position -> scales.get(position.scale()).add(position.value()));
        }
    }

    private void rank(String scale, TreeSet<BigInteger> values) {
        int rank = 0;
        for (BigInteger value : values) {
            ranks.put(new Position(scale, value), rank++);
        }
    }

    /** Where a cell stands, unless it is compared by its value anyway or has no order. */
    private Optional<Position> position(ComparedLine line, Layout.Field field) {
        Object cell = line.row().cells().get(field.index());
        boolean ordered = field.kind() == Kind.TIME || field.kind() == Kind.GENERATED;
        return cell == null || !ordered || known.has(field.domain(), cell)
                ? Optional.empty()
                : position(field.domain(), cell);
    }

    private Optional<Position> position(String domain, Object cell) {
        return Position.of(cell instanceof Instant && fine.has(domain) ? FINE : domain, cell);
    }

    /**
     * The line with the ranks of its cells. The lowest rank goes without saying, like that of text that is no number.
     */
    ComparedLine in(ComparedLine line) {
        return line.replacing((field, term) -> position(line, field)
                .map(ranks::get)
                .filter(rank -> rank > 0)
                .map(rank -> new Term(term.shape() + " #" + rank, term.atoms()))
                .orElse(term));
    }
}
