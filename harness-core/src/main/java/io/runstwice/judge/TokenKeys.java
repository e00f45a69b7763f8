package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The key columns that hold random tokens: ids that an application draws as text, such as ULIDs and nanoids. No two
 * baselines gave a row the same one, and nothing but a generator, chance or a clock does that.
 *
 * <p>Immutable, so thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public final class TokenKeys {

    /** There are none. */
    static final TokenKeys NONE = new TokenKeys(Map.of(), Set.of(), null);

    private final Map<String, TokenReading> readings;
    private final Set<String> ordered;
    private final @Nullable Known known;

    private TokenKeys(Map<String, TokenReading> readings, Set<String> ordered, @Nullable Known known) {
        this.readings = readings;
        this.ordered = ordered;
        this.known = known;
    }

    static TokenKeys in(List<Observation> runs, Layouts schema, Known known, Learned learned) {
        Map<String, TokenReading> readings = new HashMap<>();
        Set<String> ordered = new HashSet<>();
        TokenKeys keys = new TokenKeys(readings, ordered, known);
        for (Layout layout : schema.all()) {
            for (Layout.Field field : layout.fields()) {
                if (field.key() && field.kind() == Kind.VALUE) {
                    learned.token(field).ifPresent(reading -> readings.put(field.id(), reading));
                }
            }
        }
        schema.all().stream()
                .flatMap(layout -> layout.fields().stream())
                .filter(field -> readings.containsKey(field.id()) && keys.ascend(runs, schema, field))
                .forEach(field -> ordered.add(field.id()));
        return keys;
    }

    /** Whether each run wrote higher ones than all before it, by the machine's clock or by the controlled one. */
    private boolean ascend(List<Observation> runs, Layouts schema, Layout.Field field) {
        List<Observation> byClock = new ArrayList<>(runs);
        byClock.sort(Comparator.comparing(run -> ActMoments.of(run).latest()));
        return ascendInTurn(runs, schema, field) || ascendInTurn(byClock, schema, field);
    }

    private boolean ascendInTurn(List<Observation> runs, Layouts schema, Layout.Field field) {
        String highest = "";
        for (Observation run : runs) {
            List<String> written = written(run, schema, field);
            for (String token : written) {
                if (token.compareTo(highest) <= 0) {
                    return false;
                }
            }
            highest = written.stream().max(Comparator.naturalOrder()).orElse(highest);
        }
        return true;
    }

    private List<String> written(Observation run, Layouts schema, Layout.Field field) {
        List<String> written = new ArrayList<>();
        for (Table table : run.state().tables()) {
            if (schema.of(table).fields().contains(field)) {
                for (Row row : table.rows()) {
                    token(field, row.cells().get(field.index())).ifPresent(written::add);
                }
            }
        }
        return written;
    }

    /** The token that a run drew for a cell of this column. */
    Optional<String> token(Layout.Field field, @Nullable Object cell) {
        TokenReading reading = readings.get(field.id());
        return reading == null || !(cell instanceof String text) || known != null && known.has(field.domain(), text)
                ? Optional.empty()
                : reading.token(text);
    }

    /**
     * Whether a state holds a key in which other characters vary than in the baselines: ids may count, or hold the
     * time.
     */
    public boolean areOutgrownIn(State memory) {
        Layouts schema = readings.isEmpty() ? null : new Layouts(List.of(memory));
        return schema != null
                && memory.tables().stream().anyMatch(table -> schema.of(table).fields().stream()
                        .anyMatch(field -> isOutgrown(field, table)));
    }

    private boolean isOutgrown(Layout.Field field, Table table) {
        TokenReading reading = readings.get(field.id());
        return reading != null
                && table.rows().stream()
                        .map(row -> row.cells().get(field.index()))
                        .anyMatch(cell -> cell instanceof String text
                                && !(known != null && known.has(field.domain(), text))
                                && reading.isOutgrownBy(text));
    }

    /** Whether its tokens are in the order in which they were drawn, so that a job may ask for the newest one. */
    boolean isOrdered(Layout.Field field) {
        return ordered.contains(field.id());
    }

    /** The values that were given in a column: the place of a drawn token among these may count too. */
    Set<Object> given(Layout.Field field) {
        return known == null ? Set.of() : known.values(field.domain());
    }
}
