package io.runstwice.judge;

import io.runstwice.judge.DecodedReading.Code;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains, site by site, why the baselines did not write the same into a column: a time, else an id, else a random token, else text whose content is
 * not compared. What has none of these reasons is a {@link Misfit}.
 */
final class Learner {

    /** A time of whole seconds may stand in it, or a day: that may be the same in all baselines and move all the same. */
    private static final Pattern MAY_MOVE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d|(?<!\\d)1[5-9]\\d{8}(000)?(?!\\d)|\\d\\d:\\d\\d:\\d\\d GMT|eyJ[\\w-]+\\.eyJ");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern COUNTS = Pattern.compile("[+-]?\\d+([.,]\\d+)*");
    private static final int LONG = 15;

    private final List<Acts> acts;
    private final List<Drawn> drawn;
    private final Known known;
    private final Layout.Field field;
    private @Nullable Misfit misfit;

    Learner(List<Seen> runs, Known known, Layout.Field field) {
        this.acts = runs.stream().map(Seen::acts).toList();
        this.drawn = runs.stream().map(Seen::drawn).toList();
        this.known = known;
        this.field = field;
    }

    /** Where the controlled clock stood says which baselines were alike. */
    private List<Object> conditions() {
        return acts.stream().<Object>map(Acts::clocks).toList();
    }

    /** What was found first that has no reason. */
    Optional<Misfit> misfit() {
        return Optional.ofNullable(misfit);
    }

    /** A column of points in time. */
    Optional<Part<Object>> instants(Values<Object> values) {
        return times(
                values,
                value -> value instanceof java.time.Instant at ? Optional.of(new Stamp(at, "")) : Optional.empty());
    }

    private Optional<Part<Object>> times(Values<Object> values, Function<Object, Optional<Stamp>> form) {
        Map<Object, Integer> common = values.common();
        Values<Object> rest = values.without(common);
        Optional<TimeReading<Object>> reading =
                TimeReading.of(rest, common, form, value -> Term.literal("time " + value), acts);
        return part(rest, common, value -> Term.literal("time " + value), reading);
    }

    /** A column of days. */
    Optional<Part<Object>> days(Values<Object> values) {
        Function<Object, Term> literal = value -> Term.literal("time " + value);
        Map<Object, Integer> common = values.common();
        Values<Object> rest = values.without(common);
        Optional<DayReading<Object>> reading = DayReading.of(
                rest,
                common,
                value -> value instanceof LocalDate day ? Optional.of(day) : Optional.empty(),
                literal,
                acts);
        return part(rest, common, literal, reading);
    }

    private <T> Optional<Part<T>> part(
            Values<T> rest, Map<T, Integer> common, Function<T, Term> shape, Optional<? extends Reading<T>> reading) {
        if (reading.isEmpty() && !rest.isEmpty()) {
            return unexplained("", rest);
        }
        return Optional.of(
                new Part<>(Set.copyOf(common.keySet()), shape, reading.stream().toList()));
    }

    private <T> Optional<Part<T>> unexplained(String path, Values<?> rest) {
        if (misfit == null) {
            List<?> first = rest.byRun().get(0);
            Object one = first.isEmpty() ? "nothing" : first.get(0);
            Object other = rest.byRun().stream()
                    .skip(1)
                    .flatMap(values -> values.isEmpty() ? java.util.stream.Stream.of("nothing") : values.stream())
                    .filter(value -> !value.equals(one))
                    .findFirst()
                    .map(Object.class::cast)
                    .orElse("nothing");
            misfit = new Misfit(path, one, other);
        }
        return Optional.empty();
    }

    /** Numbers, by their canonical texts. */
    Optional<Part<String>> numbers(Values<String> values, String path) {
        if (!values.isEven()) {
            return unexplained(path, values);
        }
        Function<String, Term> literal = number -> Term.literal("number " + number);
        Map<String, Integer> common = values.common();
        Values<String> rest = values.without(common);
        List<Reading<String>> readings = new ArrayList<>();
        for (StampForm form : StampForm.values()) {
            if (form.isNumber() && !rest.isEmpty() && readings.isEmpty()) {
                TimeReading.of(rest, common, form::read, literal, acts).ifPresent(readings::add);
            }
        }
        if (readings.isEmpty()) {
            readings.addAll(held(common, literal, StampForm.SECONDS));
            readings.addAll(held(common, literal, StampForm.MILLISECONDS));
            Optional<Reading<String>> id = rest.isEmpty() ? Optional.empty() : id(rest);
            if (id.isEmpty() && !rest.isEmpty()) {
                return unexplained(path, rest);
            }
            id.ifPresent(readings::add);
        }
        return Optional.of(new Part<>(Set.copyOf(common.keySet()), literal, readings));
    }

    private List<TimeReading<String>> held(
            Map<String, Integer> common, Function<String, Term> literal, StampForm form) {
        Values<String> nothing =
                new Values<>(acts.stream().map(any -> List.<String>of()).toList());
        return TimeReading.of(nothing, new LinkedHashMap<>(common), form::read, literal, acts).stream()
                .toList();
    }

    private Optional<Reading<String>> id(Values<String> rest) {
        Optional<Reading<String>> id = IdReading.of(rest, drawn, field).map(Function.identity());
        return id.or(() -> LongNumberReading.of(rest).map(Function.identity()))
                .or(() -> UuidReading.of(rest, known).map(Function.identity()));
    }

    /** Texts: as a whole, or by the pieces that a cut leaves and finer ones make of them. */
    Optional<Part<String>> texts(Values<String> values, Cut cut, String path) {
        if (!values.isEven()) {
            return unexplained(path, values);
        }
        Function<String, Term> literal = text -> Term.literal("text " + text);
        Map<String, Integer> common = values.common();
        Values<String> rest = values.without(common);
        Optional<Reading<String>> whole = moment(rest, common, literal);
        if (whole.isPresent() && !rest.isEmpty()) {
            return Optional.of(new Part<>(Set.copyOf(common.keySet()), literal, List.of(whole.get())));
        }
        List<Reading<String>> readings = new ArrayList<>(heldTexts(common, literal));
        Map<String, Integer> open = new LinkedHashMap<>(common);
        open.keySet().removeIf(text -> !MAY_MOVE.matcher(text).find() || isWholeTime(text));
        if (!open.isEmpty() || !rest.isEmpty()) {
            Misfit before = misfit;
            Optional<List<Reading<String>>> explained = explain(plus(rest, open), cut, path);
            if (explained.isPresent()) {
                common.keySet().removeAll(open.keySet());
            } else {
                misfit = rest.isEmpty() ? before : misfit;
                explained = open.isEmpty() || rest.isEmpty() ? explained : explain(rest, cut, path);
            }
            if (explained.isEmpty() && !rest.isEmpty()) {
                return unexplained(path, rest);
            }
            explained.ifPresent(readings::addAll);
        }
        return Optional.of(new Part<>(Set.copyOf(common.keySet()), literal, readings));
    }

    private static Values<String> plus(Values<String> rest, Map<String, Integer> more) {
        List<List<String>> all = new ArrayList<>();
        for (List<String> values : rest.byRun()) {
            List<String> both = new ArrayList<>(values);
            more.forEach((text, times) -> both.addAll(java.util.Collections.nCopies(times, text)));
            all.add(both);
        }
        return new Values<>(all);
    }

    private List<Reading<String>> heldTexts(Map<String, Integer> common, Function<String, Term> literal) {
        List<Reading<String>> held = new ArrayList<>();
        for (StampForm form : StampForm.values()) {
            held.addAll(held(common, literal, form));
        }
        Values<String> nothing =
                new Values<>(acts.stream().map(any -> List.<String>of()).toList());
        DayReading.of(nothing, common, Learner::day, literal, acts).ifPresent(held::add);
        return held;
    }

    private static boolean isWholeTime(String text) {
        return day(text).isPresent()
                || java.util.Arrays.stream(StampForm.values())
                        .anyMatch(form -> form.read(text).isPresent());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** Texts that are times, all of them. */
    private Optional<Reading<String>> moment(
            Values<String> rest, Map<String, Integer> common, Function<String, Term> literal) {
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        for (StampForm form : StampForm.values()) {
            Optional<TimeReading<String>> time = TimeReading.of(rest, common, form::read, literal, acts);
            if (time.isPresent()) {
                return Optional.of(time.get());
            }
        }
        return DayReading.of(rest, common, Learner::day, literal, acts).map(Function.identity());
    }

    private Optional<List<Reading<String>>> explain(Values<String> rest, Cut cut, String path) {
        Optional<List<Reading<String>>> one = id(rest).or(() -> decoded(rest, path))
                .or(() -> piecesOrToken(rest, cut, path))
                .map(List::of);
        return one.or(() -> mixture(rest, cut, path))
                .or(() ->
                        cut == Cut.WORDS ? OpaqueReading.of(rest, conditions()).map(List::of) : Optional.empty());
    }

    /** Values of several kinds at one site, each kind by itself. */
    private Optional<List<Reading<String>>> mixture(Values<String> rest, Cut cut, String path) {
        Optional<Map<String, Values<String>>> kinds = rest.groups(this::kind);
        if (kinds.isEmpty() || kinds.get().size() < 2) {
            return Optional.empty();
        }
        List<Reading<String>> readings = new ArrayList<>();
        for (Values<String> some : kinds.get().values()) {
            Optional<Part<String>> part = texts(some, cut, path);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            readings.add(part.get());
        }
        return Optional.of(readings);
    }

    private String kind(String text) {
        for (StampForm form : StampForm.values()) {
            if (form.read(text).isPresent()) {
                return form.name();
            }
        }
        if (day(text).isPresent()) {
            return "day";
        } else if (Uuids.is(text)) {
            return "uuid";
        } else if (COUNTS.matcher(text).matches()) {
            return "number";
        }
        return text.startsWith("{") || text.startsWith("[") ? "json" : "text";
    }

    private Optional<Reading<String>> decoded(Values<String> rest, String path) {
        Optional<Reading<String>> json = decoded(rest, DecodedReading.JSON, all -> json(all, path));
        return json.or(() -> decoded(rest, DecodedReading.TOKEN, all -> json(all, path)))
                .or(() -> decoded(rest, DecodedReading.PERCENT, all -> texts(all, Cut.WORDS, path)));
    }

    private static <T> Optional<Reading<String>> decoded(
            Values<String> rest, Code<T> code, Function<Values<T>, Optional<Part<T>>> learn) {
        return rest.as(code::decode).flatMap(learn).map(part -> new DecodedReading<>(code, part));
    }

    /** What is long and random throughout is whole; else a text is cut, and what cannot be cut may be a random token. */
    private Optional<Reading<String>> piecesOrToken(Values<String> rest, Cut cut, String path) {
        boolean word = rest.all().allMatch(text -> Cut.WORDS.apart(text).isWhole());
        Optional<TokenReading> token = word ? TokenReading.of(rest, conditions()) : Optional.empty();
        Misfit before = misfit;
        Pieces pieces = pieces(rest, cut, path);
        boolean solid = token.filter(TokenReading::isSolid).isPresent() && !pieces.knowsMore();
        if (pieces.reading.isPresent() && !solid) {
            return pieces.reading.map(Function.identity());
        }
        if (pieces.counts && !solid) {
            return Optional.empty();
        }
        if (token.isPresent()) {
            misfit = before;
        }
        return token.map(Function.identity());
    }

    /**
     * What became of a cut.
     *
     * @param reading how the pieces are read, if each is explained
     * @param counts whether a piece that varies without a reason is a number: nothing around it excuses that
     */
    private record Pieces(Optional<TextReading> reading, boolean counts) {

        static final Pieces NONE = new Pieces(Optional.empty(), false);

        boolean knowsMore() {
            return reading.filter(some ->
                            some.noise().stream().anyMatch(noise -> noise == Noise.TIME || noise == Noise.GENERATED))
                    .isPresent();
        }
    }

    private Pieces pieces(Values<String> rest, Cut cut, String path) {
        if (rest.all().allMatch(text -> cut.apart(text).isWhole())) {
            return cut.finer().map(finer -> pieces(rest, finer, path)).orElse(Pieces.NONE);
        }
        Optional<Map<List<String>, Values<List<String>>>> forms = rest.groups(
                        text -> cut.apart(text).around())
                .map(groups -> {
                    Map<List<String>, Values<List<String>>> all = new LinkedHashMap<>();
                    groups.forEach((around, some) ->
                            all.put(around, some.map(text -> cut.apart(text).pieces())));
                    return all;
                });
        if (forms.isEmpty()) {
            return Pieces.NONE;
        }
        Map<List<String>, TextReading.Form> learnt = new LinkedHashMap<>();
        for (Map.Entry<List<String>, Values<List<String>>> form : forms.get().entrySet()) {
            Optional<TextReading.Form> sites = form(form.getValue(), cut, path);
            if (sites.isEmpty()) {
                return new Pieces(Optional.empty(), misfit != null && isCount(misfit));
            }
            learnt.put(form.getKey(), sites.get());
        }
        return new Pieces(Optional.of(new TextReading(cut, learnt)), false);
    }

    private static boolean isCount(Misfit misfit) {
        return COUNTS.matcher(misfit.one().toString()).matches()
                && COUNTS.matcher(misfit.other().toString()).matches()
                && misfit.one().toString().length() < LONG;
    }

    private Optional<TextReading.Form> form(Values<List<String>> texts, Cut cut, String path) {
        int size = texts.all().findFirst().map(List::size).orElse(0);
        TreeSet<Integer> literal = new TreeSet<>();
        TreeMap<Integer, Part<String>> sites = new TreeMap<>();
        for (int place = 0; place < size; place++) {
            Optional<Part<String>> site = site(texts, place, cut, path);
            if (site.isEmpty()) {
                return Optional.empty();
            } else if (site.get().isLiteral()) {
                literal.add(place);
            } else {
                sites.put(place, site.get());
            }
        }
        Optional<Map<List<String>, Values<List<String>>>> words =
                texts.groups(pieces -> TextReading.at(literal, pieces));
        if (words.isEmpty() || words.get().size() == 1) {
            Map<List<String>, Map<Integer, Part<String>>> all = new LinkedHashMap<>();
            texts.all().forEach(pieces -> all.put(TextReading.at(literal, pieces), sites));
            return Optional.of(new TextReading.Form(literal, all));
        }
        Map<List<String>, Map<Integer, Part<String>>> all = new LinkedHashMap<>();
        for (Map.Entry<List<String>, Values<List<String>>> some : words.get().entrySet()) {
            Map<Integer, Part<String>> own = new TreeMap<>();
            for (int place : sites.keySet()) {
                own.put(place, site(some.getValue(), place, cut, path).orElse(sites.get(place)));
            }
            all.put(some.getKey(), own);
        }
        return Optional.of(new TextReading.Form(literal, all));
    }

    /** Digits glued to letters are a part of their own only where they are an id or a time. */
    private Optional<Part<String>> site(Values<List<String>> texts, int place, Cut cut, String path) {
        Values<String> pieces = texts.map(all -> all.get(place));
        if (cut != Cut.DIGITS) {
            return texts(pieces, cut.finer().orElseThrow(), path);
        }
        Map<String, Integer> common = pieces.common();
        Values<String> rest = pieces.without(common);
        Function<String, Term> literal = text -> Term.literal("text " + text);
        if (rest.isEmpty()) {
            return Optional.of(new Part<>(Set.copyOf(common.keySet()), literal, List.of()));
        }
        return moment(rest, common, literal)
                .or(() -> IdReading.of(rest, drawn, field).map(Function.identity()))
                .map(reading -> new Part<>(Set.copyOf(common.keySet()), literal, List.of(reading)));
    }

    /** Values of JSON. */
    private Optional<Part<Json>> json(Values<Json> values, String path) {
        if (!values.isEven()) {
            return unexplained(path, values.map(Json::canonical));
        }
        Map<Json, Integer> common = values.common();
        common.keySet()
                .removeIf(value -> MAY_MOVE.matcher(Json.canonical(value)).find());
        Values<Json> rest = values.without(common);
        Optional<Map<Class<?>, Values<Json>>> kinds = rest.groups(Json::getClass);
        if (kinds.isEmpty()) {
            return unexplained(path, rest.map(Json::canonical));
        }
        List<Reading<Json>> readings = new ArrayList<>();
        for (Map.Entry<Class<?>, Values<Json>> kind : kinds.get().entrySet()) {
            Optional<? extends Reading<Json>> reading = json(kind.getKey(), kind.getValue(), path);
            if (reading.isEmpty()) {
                return Optional.empty();
            }
            readings.add(reading.get());
        }
        Set<Json> literals = Set.copyOf(common.keySet());
        return Optional.of(new Part<>(literals, value -> Term.literal("json " + Json.canonical(value)), readings));
    }

    private Optional<? extends Reading<Json>> json(Class<?> kind, Values<Json> values, String path) {
        if (kind == Json.Members.class) {
            return members(values.map(Json.Members.class::cast), path);
        } else if (kind == Json.Elements.class) {
            return elements(values.map(Json.Elements.class::cast), path);
        } else if (kind == Json.Text.class) {
            return texts(values.map(value -> ((Json.Text) value).text()), Cut.WORDS, path)
                    .map(JsonReading.OfText::new);
        } else if (kind == Json.Number.class) {
            return numbers(values.map(value -> Numbers.canonical(((Json.Number) value).digits())), path)
                    .map(JsonReading.OfNumber::new);
        }
        return this.<Json>unexplained(path, values.map(Json::canonical)).map(part -> part);
    }

    private Optional<Reading<Json>> members(Values<Json.Members> values, String path) {
        Optional<Map<Set<String>, Values<Json.Members>>> forms =
                values.groups(value -> Set.copyOf(value.all().keySet()));
        if (forms.isEmpty()) {
            return this.<Json>unexplained(path, values.map(value -> value.all().keySet()))
                    .map(Function.identity());
        }
        Map<Set<String>, Map<String, Part<Json>>> sites = new LinkedHashMap<>();
        for (Map.Entry<Set<String>, Values<Json.Members>> form : forms.get().entrySet()) {
            Map<String, Part<Json>> parts = new TreeMap<>();
            for (String name : form.getKey()) {
                Optional<Part<Json>> part =
                        json(form.getValue().map(value -> value.all().get(name)), path + "." + name);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.put(name, part.get());
            }
            sites.put(form.getKey(), parts);
        }
        return Optional.of(new JsonReading.OfMembers(sites));
    }

    private Optional<Reading<Json>> elements(Values<Json.Elements> values, String path) {
        Optional<Map<Integer, Values<Json.Elements>>> forms =
                values.groups(value -> value.all().size());
        if (forms.isEmpty()) {
            return this.<Json>unexplained(path, values.map(Json::canonical)).map(Function.identity());
        }
        Map<Integer, List<Part<Json>>> sites = new LinkedHashMap<>();
        for (Map.Entry<Integer, Values<Json.Elements>> form : forms.get().entrySet()) {
            List<Part<Json>> parts = new ArrayList<>();
            for (int i = 0; i < form.getKey(); i++) {
                int place = i;
                Optional<Part<Json>> part =
                        json(form.getValue().map(value -> value.all().get(place)), path);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.get());
            }
            sites.put(form.getKey(), parts);
        }
        return Optional.of(new JsonReading.OfElements(sites));
    }
}
