package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reading of each column, as the baselines taught it. */
final class Learned {

    private final Map<String, Reading<Object>> readings;
    private final Set<String> noise;
    private final Set<String> bags;
    private final boolean holdsSeconds;
    private final boolean holdsDays;
    private final @Nullable Seen run;

    private Learned(
            Map<String, Reading<Object>> readings,
            Set<String> noise,
            Set<String> bags,
            boolean holdsSeconds,
            boolean holdsDays,
            @Nullable Seen run) {
        this.readings = readings;
        this.noise = noise;
        this.bags = bags;
        this.holdsSeconds = holdsSeconds;
        this.holdsDays = holdsDays;
        this.run = run;
    }

    /** The state of knowledge before anything is learnt. */
    static Learned nothing() {
        return new Learned(Map.of(), Set.of(), Set.of(), false, false, null);
    }

    /**
     * Learns from what the baselines wrote.
     *
     * @param timed which columns hold ids that are written as a time
     * @param mayBeBag at which sites the order of a list whose elements vary means nothing
     * @throws Unfit if something varies and nothing says why
     */
    static Learned from(
            List<List<TableChange>> baselines,
            Layouts schema,
            Known known,
            TimedKeys timed,
            List<Seen> runs,
            Predicate<String> mayBeBag) {
        TreeMap<String, Layout.Field> fields = new TreeMap<>();
        Map<String, Values<Object>> written = new HashMap<>();
        for (int run = 0; run < baselines.size(); run++) {
            for (TableChange change : baselines.get(run)) {
                for (Layout.Field field : schema.of(change.table()).fields()) {
                    if (field.kind() != Kind.GENERATED) {
                        fields.put(field.id(), field);
                        collect(
                                change,
                                field,
                                written.computeIfAbsent(field.id(), any -> nothing(runs.size()))
                                        .byRun()
                                        .get(run));
                    }
                }
            }
        }
        Map<String, Reading<Object>> readings = new HashMap<>();
        Set<String> noise = new TreeSet<>();
        List<Lessons> all = new ArrayList<>();
        fields.forEach((id, field) -> {
            Lessons lessons = new Lessons(runs, known, field, timed, mayBeBag);
            all.add(lessons);
            Reading<Object> learnt = learn(field, written.get(id), lessons);
            Reading<Object> reading = timed.has(field) ? new KeyReading<>(learnt, field.domain()) : learnt;
            readings.put(id, reading);
            reading.tell(field.shown(), (path, why) -> noise.add(path + " (" + why + ")"));
        });
        return new Learned(
                readings,
                noise,
                all.stream().flatMap(lessons -> lessons.bags().stream()).collect(Collectors.toSet()),
                all.stream().anyMatch(Lessons::holdsSeconds),
                all.stream().anyMatch(Lessons::holdsDays),
                null);
    }

    /** The values that the baselines wrote into one column. */
    static Values<Object> written(List<List<TableChange>> baselines, Layouts schema, Layout.Field field) {
        Values<Object> written = nothing(baselines.size());
        for (int run = 0; run < baselines.size(); run++) {
            for (TableChange change : baselines.get(run)) {
                if (schema.of(change.table()).fields().contains(field)) {
                    collect(change, field, written.byRun().get(run));
                }
            }
        }
        return written;
    }

    private static Values<Object> nothing(int runs) {
        List<List<Object>> nothing = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            nothing.add(new ArrayList<>());
        }
        return new Values<>(nothing);
    }

    private static void collect(TableChange change, Layout.Field field, List<Object> to) {
        change.fresh().forEach(row -> {
            Object cell = row.cells().get(field.index());
            if (cell != null) {
                to.add(cell);
            }
        });
    }

    private static Reading<Object> learn(Layout.Field field, Values<Object> values, Lessons lessons) {
        Optional<? extends Reading<?>> reading =
                values.isEven() ? new Learner(lessons).column(field.kind(), values) : Optional.empty();
        if (reading.isPresent()) {
            return untyped(reading.get());
        }
        Misfit misfit = lessons.misfit().orElseGet(() -> uneven(values));
        throw Unfit.differs(field, misfit);
    }

    @SuppressWarnings("unchecked") // each kind of column has values of one class, and its reading is for these
    private static Reading<Object> untyped(Reading<?> reading) {
        return (Reading<Object>) reading;
    }

    private static Misfit uneven(Values<Object> values) {
        List<Object> first = values.byRun().get(0);
        List<Object> other = values.byRun().stream()
                .filter(some -> some.size() != first.size())
                .findFirst()
                .orElse(first);
        boolean more = first.size() > other.size();
        List<Object> surplus = new ArrayList<>(more ? first : other);
        (more ? other : first).forEach(surplus::remove);
        Object odd = surplus.get(0);
        return new Misfit("", more ? odd : "null", more ? "null" : odd);
    }

    /** This knowledge, applied to one run. */
    Learned in(Seen seen) {
        return new Learned(readings, noise, bags, holdsSeconds, holdsDays, seen);
    }

    /** The term of a cell that is as the baselines taught. */
    Optional<Term> read(Layout.Field field, Object cell) {
        Reading<Object> reading = readings.get(field.id());
        if (reading == null || run == null) {
            return Optional.empty();
        }
        boolean text = field.kind() == Kind.VALUE;
        Object value = field.kind() == Kind.NUMBER ? Numbers.canonical(cell.toString()) : text ? cell.toString() : cell;
        return reading.read(value, run);
    }

    /** A text that is compared as it is; for a job that may look at it, a document is one by each of its signs. */
    Term text(String text) {
        return run == null ? Term.literal("text " + text) : Json.literal(text);
    }

    /** How a column is read, if all that varies there is one random token. */
    Optional<TokenReading> token(Layout.Field field) {
        Reading<?> reading = readings.get(field.id());
        return reading instanceof Site<?> part
                        && part.varying().size() == 1
                        && part.varying().get(0) instanceof TokenReading token
                ? Optional.of(token)
                : Optional.empty();
    }

    /** The noise: one entry for each path that may differ, and its reason. */
    Set<String> noise() {
        return noise;
    }

    /** The sites of lists whose order means nothing. */
    Set<String> bags() {
        return bags;
    }

    /**
     * Whether a time of whole seconds stood in all baselines: it may move with seconds, minutes, hours and days all the
     * same.
     */
    boolean holdsSeconds() {
        return holdsSeconds;
    }

    /** Whether a day stood in all baselines. */
    boolean holdsDays() {
        return holdsDays;
    }

    /** Whether anything in this table was taken for random. */
    boolean hasTokens(String table) {
        return readings.entrySet().stream()
                .anyMatch(reading -> reading.getKey().startsWith(table + ".")
                        && (reading.getValue().noise().contains(Noise.TOKEN)
                                || reading.getValue().noise().contains(Noise.OPAQUE)));
    }
}
