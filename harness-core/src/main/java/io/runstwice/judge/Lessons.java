package io.runstwice.judge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lessons of the baselines on one column: the moments at which they acted, the values that their generators gave,
 * and the values that could not be explained.
 */
final class Lessons {

    private final List<ActMoments> acts;
    private final List<Drawn> drawn;
    private final Known known;
    private final Layout.Field field;
    private final TimedKeys timed;
    private final Predicate<String> mayBeBag;
    private final Set<String> bags = new TreeSet<>();
    private @Nullable Misfit misfit;
    private boolean holdsSeconds;
    private boolean holdsDays;

    /**
     * @param timed which columns hold ids that are written as a time
     * @param mayBeBag at which sites the order of a list whose elements vary means nothing
     */
    Lessons(List<Seen> runs, Known known, Layout.Field field, TimedKeys timed, Predicate<String> mayBeBag) {
        this.acts = runs.stream().map(Seen::acts).toList();
        this.drawn = runs.stream().map(Seen::drawn).toList();
        this.known = known;
        this.field = field;
        this.timed = timed;
        this.mayBeBag = mayBeBag;
    }

    List<ActMoments> acts() {
        return acts;
    }

    /** Whether the test had given this day. */
    boolean isGiven(LocalDate day) {
        return known.hasDay(day);
    }

    /** Reads the lists at a path without regard to their order, if that may be done. Returns whether it does. */
    boolean readAsBag(String path) {
        String site = field.id() + path;
        boolean is = mayBeBag.test(site);
        if (is) {
            bags.add(site);
        }
        return is;
    }

    /** The sites of lists whose order was taken to mean nothing. */
    Set<String> bags() {
        return bags;
    }

    /** Where the controlled clock stood says which baselines were alike. */
    List<Object> conditions() {
        return acts.stream().<Object>map(ActMoments::clocks).toList();
    }

    /** When the baselines began, and where the controlled clock stood in them. */
    Set<Instant> nows() {
        return acts.stream()
                .flatMap(run -> Stream.concat(Stream.of(run.begin()), run.clocks().stream()))
                .collect(Collectors.toSet());
    }

    /** The first value that was found without a reason. */
    Optional<Misfit> misfit() {
        return Optional.ofNullable(misfit);
    }

    /** Drops the misfits that were found since then: they are explained after all. */
    void forget(Optional<Misfit> before) {
        misfit = before.orElse(null);
    }

    <R> Optional<R> unexplained(String path, Values<?> rest) {
        if (misfit == null) {
            List<?> first = rest.byRun().get(0);
            Object one = first.isEmpty() ? "nothing" : first.get(0);
            Object other = rest.byRun().stream()
                    .skip(1)
                    .flatMap(values -> values.isEmpty() ? Stream.of("nothing") : values.stream())
                    .filter(value -> !value.equals(one))
                    .findFirst()
                    .map(Object.class::cast)
                    .orElse("nothing");
            misfit = new Misfit(path, one, other);
        }
        return Optional.empty();
    }

    /** Numbers, by their canonical texts. */
    Optional<Site<String>> numbers(Values<String> values, String path) {
        if (!values.isEven()) {
            return unexplained(path, values);
        }
        Function<String, Term> literal = number -> Term.literal("number " + number);
        Map<String, Integer> common = values.common();
        Values<String> rest = values.without(common);
        List<Reading<String>> readings =
                new ArrayList<>(reference(rest, path).stream().toList());
        if (readings.isEmpty() && !rest.isEmpty()) {
            readings.addAll(moment(rest, common, literal, true).stream().toList());
        }
        if (readings.isEmpty()) {
            readings.addAll(held(common, literal, true));
            Optional<Reading<String>> id = rest.isEmpty() ? Optional.empty() : id(rest);
            if (id.isEmpty() && !rest.isEmpty()) {
                return unexplained(path, rest);
            }
            id.ifPresent(readings::add);
        }
        return Optional.of(new Site<>(Set.copyOf(common.keySet()), literal, readings));
    }

    /**
     * Texts that are times or days, all of them.
     *
     * @param number whether they are numbers
     */
    Optional<Reading<String>> moment(
            Values<String> rest, Map<String, Integer> common, Function<String, Term> literal, boolean number) {
        Moments<String> moments = new Moments<>(literal, this);
        for (StampForm form : StampForm.values()) {
            if (form.isNumber() || !number) {
                Optional<Reading<String>> times = moments.times(rest, common, form, form.isNumber());
                if (times.isPresent()) {
                    return times;
                }
            }
        }
        for (DayForm form : DayForm.values()) {
            Optional<Reading<String>> days = rest.isEmpty() ? Optional.empty() : moments.days(rest, common, form);
            if (days.isPresent()) {
                return days;
            }
        }
        return Optional.empty();
    }

    /** The values that stand in all baselines and may be times all the same. Of numbers only those that are usual. */
    List<Reading<String>> held(Map<String, Integer> common, Function<String, Term> literal, boolean number) {
        Values<String> nothing =
                new Values<>(acts.stream().map(any -> List.<String>of()).toList());
        Moments<String> moments = new Moments<>(literal, this);
        List<Reading<String>> held = new ArrayList<>();
        for (StampForm form :
                number ? List.of(StampForm.SECONDS, StampForm.MILLISECONDS) : List.of(StampForm.values())) {
            moments.times(nothing, new LinkedHashMap<>(common), form, form.isNumber())
                    .ifPresent(held::add);
        }
        for (DayForm form : DayForm.values()) {
            moments.days(nothing, common, form).ifPresent(held::add);
        }
        return held;
    }

    /** Whether a time of whole seconds stood in all baselines: it may move with the seconds all the same. */
    boolean holdsSeconds() {
        return holdsSeconds;
    }

    /** There is such a time. */
    void holdSeconds() {
        holdsSeconds = true;
    }

    /** There is such a day. */
    void holdDays() {
        holdsDays = true;
    }

    /** Whether a day stood in all baselines. */
    boolean holdsDays() {
        return holdsDays;
    }

    /** Ids, by where they were drawn or by their form. */
    Optional<Reading<String>> id(Values<String> rest) {
        Optional<Reading<String>> id = drawn(rest);
        return id.or(() -> LongNumberReading.of(rest).map(Function.identity()))
                .or(() -> UuidReading.of(rest, known).map(Function.identity()));
    }

    /** Ids, by where they were drawn. */
    Optional<Reading<String>> drawn(Values<String> rest) {
        return IdReading.of(rest, drawn, field, this::isElsewhere).map(Function.identity());
    }

    /** A column does not refer to itself by the time that its ids begin with. */
    private boolean isElsewhere(String domain) {
        return !domain.equals(field.domain()) || !timed.has(field);
    }

    /**
     * Ids that are times by their looks, but those that another row is known by. Where the name says that a time stands
     * there, or it is of the same table and no name of an id, one reading of the clock may have been written twice.
     */
    Optional<Reading<String>> reference(Values<String> rest, String path) {
        String name = path.isEmpty() ? field.name() : path.substring(path.lastIndexOf('.') + 1);
        if (rest.isEmpty() || NameHints.isTime(name)) {
            return Optional.empty();
        }
        String own = table(field.id());
        boolean isId = NameHints.isId(name);
        return IdReading.of(
                        rest,
                        drawn,
                        field,
                        domain -> isElsewhere(domain) && (isId || !table(domain).equals(own)))
                .map(Function.identity());
    }

    private static String table(String column) {
        return column.substring(0, column.lastIndexOf('.'));
    }
}
