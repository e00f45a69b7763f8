package io.runstwice.explore;

import io.runstwice.run.ActTimes;
import io.runstwice.run.Run;
import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The times that every baseline wrote alike, although clocks had moved between them: a message's own time, a business
 * day, a copy of a given one. They go with no clock.
 *
 * <p>A few baselines fit into one minute, and so does now, cut to a whole minute, hour or day. A time that is near now
 * and of a whole second is therefore <em>unclear</em> unless something else tells.
 */
final class LikeTimes {

    /** Ends of hours and days are often written as the last moment before the next one. */
    private static final List<Duration> JUST_BEFORE =
            List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofNanos(1_000), Duration.ofMillis(1));

    private final State given;
    private final List<Run> runs;
    private final Duration reach;
    private final Map<String, Map<String, Set<Object>>> fixed = new HashMap<>();
    private final Map<String, Map<String, Set<Object>>> unclear = new HashMap<>();

    /** @param bound how late the last redelivery comes */
    LikeTimes(State given, List<Run> runs, Duration bound) {
        this.given = given;
        this.runs = runs;
        this.reach = bound.multipliedBy(2);
        for (Table table : runs.get(0).state().tables()) {
            for (int column = 0; column < table.columns().size(); column++) {
                Column.Kind kind = table.columns().get(column).kind();
                if (kind == Column.Kind.TIME || kind == Column.Kind.DATE) {
                    sort(table, column);
                }
            }
        }
    }

    /** By the name of a resource and of a column. */
    Map<String, Map<String, Set<Object>>> fixed() {
        return fixed;
    }

    Map<String, Map<String, Set<Object>>> unclear() {
        return unclear;
    }

    private void sort(Table table, int column) {
        Set<Object> alike = new HashSet<>(written(runs.get(0).state(), table, column));
        runs.subList(1, runs.size()).forEach(run -> alike.retainAll(written(run.state(), table, column)));
        String name = table.name() + "." + table.columns().get(column).name();
        for (Object value : alike) {
            Map<String, Map<String, Set<Object>>> kind = mayBeNow(value) && !isCopied(table, value) ? unclear : fixed;
            kind.computeIfAbsent(table.resource(), any -> new HashMap<>())
                    .computeIfAbsent(name, any -> new HashSet<>())
                    .add(value);
        }
    }

    /** The cells of rows that were not given. */
    private List<Object> written(State state, Table like, int column) {
        Table before = same(given, like);
        Set<Row> known = before == null ? Set.of() : new HashSet<>(before.rows());
        Table table = same(state, like);
        List<Object> cells = new ArrayList<>();
        if (table != null && column < table.columns().size()) {
            table.rows().stream()
                    .filter(row -> !known.contains(row))
                    .map(row -> row.cells().get(column))
                    .filter(cell -> cell instanceof Instant || cell instanceof LocalDate)
                    .forEach(cells::add);
        }
        return cells;
    }

    private static Table same(State state, Table like) {
        return state.tables().stream()
                .filter(table ->
                        table.resource().equals(like.resource()) && table.name().equals(like.name()))
                .findFirst()
                .orElse(null);
    }

    /** Whether the test gave such a time: given ones that go with the machine's clock moved between baselines. */
    private boolean isCopied(Table written, Object value) {
        return given.tables().stream()
                .filter(table -> table.resource().equals(written.resource()))
                .flatMap(table -> table.rows().stream())
                .anyMatch(row -> row.cells().contains(value));
    }

    private boolean mayBeNow(Object value) {
        if (value instanceof LocalDate day) {
            return !reach.dividedBy(2).minusDays(1).isNegative()
                    && runs.stream()
                            .anyMatch(run -> Math.abs(ChronoUnit.DAYS.between(
                                            LocalDate.ofInstant(begin(run), ZoneId.systemDefault()), day))
                                    <= reach.plusHours(23).toDays());
        }
        Instant at = (Instant) value;
        return JUST_BEFORE.stream().anyMatch(before -> at.plus(before).getNano() == 0)
                && runs.stream()
                        .anyMatch(run -> Duration.between(begin(run), at).abs().compareTo(reach) <= 0);
    }

    /** Whether another second would tell something of them. */
    boolean mayBeSeconds() {
        return unclear.values().stream()
                .flatMap(columns -> columns.values().stream())
                .flatMap(Set::stream)
                .anyMatch(value -> value instanceof Instant at && at.getEpochSecond() % 60 != 0);
    }

    private static Instant begin(Run run) {
        return run.times().acts().stream().map(ActTimes::begin).findFirst().orElseThrow();
    }
}
