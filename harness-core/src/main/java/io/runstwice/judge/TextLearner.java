package io.runstwice.judge;

import io.runstwice.judge.DecodedReading.Code;
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
import java.util.stream.IntStream;

/** Explains why texts vary: as a whole, or piece by piece. */
final class TextLearner {

    /**
     * A time of whole seconds may stand in it, or a day: that may be the same in all baselines and move all the same.
     */
    private static final Pattern MAY_MOVE = Pattern.compile(
            StampForm.regex() + "|" + DayForm.regex()
                    + "|(?<!\\d)1[5-9]\\d{8}(000)?(?!\\d)|(?<!\\d)20\\d{6}(T?\\d{6}Z?)?(?!\\d)|eyJ[\\w-]+\\.eyJ|\\d%[0-9A-F]{2}\\d");

    private static final Pattern COUNTS = Pattern.compile("[+-]?\\d++(?:[.,]\\d++)*+");
    private static final int LONG = 15;

    private final Lessons lessons;
    private final JsonLearner documents;

    TextLearner(Lessons lessons) {
        this.lessons = lessons;
        this.documents = new JsonLearner(lessons, this);
    }

    /** Texts: as a whole, or by the pieces that a cut leaves and finer ones make of them. */
    Optional<Site<String>> texts(Values<String> values, TextCut cut, String path) {
        if (!values.isEven()) {
            return lessons.unexplained(path, values);
        }
        Function<String, Term> literal = Json::literal;
        Map<String, Integer> common = values.common();
        Values<String> rest = values.without(common);
        Optional<Reading<String>> whole =
                lessons.reference(rest, path).or(() -> lessons.moment(rest, common, literal, false));
        if (!rest.isEmpty() && whole.isPresent()) {
            return Optional.of(new Site<>(Set.copyOf(common.keySet()), literal, List.of(whole.get())));
        }
        List<Reading<String>> readings = new ArrayList<>(lessons.held(common, literal, false));
        Map<String, Integer> open = new LinkedHashMap<>(common);
        open.keySet().removeIf(text -> !mayMove(text) || TimesInText.isOne(text));
        if (!open.isEmpty() || !rest.isEmpty()) {
            Optional<Misfit> before = lessons.misfit();
            Optional<List<Reading<String>>> explained = explain(rest.and(open), cut, path);
            if (explained.isPresent()) {
                common.keySet().removeAll(open.keySet());
            } else {
                if (rest.isEmpty()) {
                    lessons.forget(before);
                }
                explained = open.isEmpty() || rest.isEmpty() ? explained : explain(rest, cut, path);
            }
            if (explained.isEmpty() && !rest.isEmpty()) {
                return lessons.unexplained(path, rest);
            }
            explained.ifPresent(readings::addAll);
        }
        return Optional.of(new Site<>(Set.copyOf(common.keySet()), literal, readings));
    }

    static boolean mayMove(String text) {
        return MAY_MOVE.matcher(text).find()
                || DecodedReading.BYTES
                        .decode(text)
                        .filter(TextLearner::mayMove)
                        .isPresent();
    }

    private Optional<List<Reading<String>>> explain(Values<String> rest, TextCut cut, String path) {
        Optional<List<Reading<String>>> one = lessons.id(rest)
                .or(() -> decoded(rest, path))
                .or(() -> piecesOrToken(rest, cut, path))
                .map(List::of);
        return one.or(() -> mixture(rest, cut, path))
                .or(() -> cut == TextCut.WORDS
                        ? OpaqueReading.of(rest, lessons.conditions()).map(List::of)
                        : Optional.empty());
    }

    /** Values of several kinds at one site, each kind by itself. */
    private Optional<List<Reading<String>>> mixture(Values<String> rest, TextCut cut, String path) {
        Optional<Map<String, Values<String>>> kinds = rest.groups(this::kind);
        if (kinds.isEmpty() || kinds.get().size() < 2) {
            return Optional.empty();
        }
        List<Reading<String>> readings = new ArrayList<>();
        for (Values<String> some : kinds.get().values()) {
            Optional<Site<String>> part = texts(some, cut, path);
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
        if (DayForm.isDay(text)) {
            return "day";
        } else if (Uuids.is(text)) {
            return "uuid";
        } else if (COUNTS.matcher(text).matches()) {
            return "number";
        }
        return text.startsWith("{") || text.startsWith("[") ? "json" : "text";
    }

    private Optional<Reading<String>> decoded(Values<String> rest, String path) {
        Optional<Reading<String>> json = decoded(rest, DecodedReading.JSON, all -> documents.json(all, path));
        return json.or(() -> decoded(rest, DecodedReading.ARRAY, all -> documents.json(all, path)))
                .or(() -> token(rest, path))
                .or(() -> decoded(rest, DecodedReading.PERCENT, all -> texts(all, TextCut.WORDS, path)))
                .or(() -> decoded(rest, DecodedReading.BYTES, all -> texts(all, TextCut.WORDS, path)))
                .or(() -> decoded(rest, DecodedReading.HEX, all -> texts(all, TextCut.WORDS, path)));
    }

    /** A signature counts as long as the signed text does not vary. */
    private Optional<Reading<String>> token(Values<String> rest, String path) {
        return rest.as(DecodedReading.CLAIMS::decode)
                .flatMap(claims -> documents.json(claims, path))
                .flatMap(claims -> claims.isLiteral()
                        ? decoded(rest, DecodedReading.TOKEN, all -> documents.json(all, path))
                        : Optional.of(new DecodedReading<>(DecodedReading.CLAIMS, claims)));
    }

    private static <T> Optional<Reading<String>> decoded(
            Values<String> rest, Code<T> code, Function<Values<T>, Optional<Site<T>>> learn) {
        return rest.as(code::decode).flatMap(learn).map(part -> new DecodedReading<>(code, part));
    }

    /**
     * A text that is long and random throughout is whole. Any other text is cut, and one that cannot be cut may be a
     * random token.
     */
    private Optional<Reading<String>> piecesOrToken(Values<String> rest, TextCut cut, String path) {
        Values<TextCut.Pieces> apart = rest.map(cut::apart);
        boolean word = cut != TextCut.WORDS || apart.all().allMatch(TextCut.Pieces::isWhole);
        Optional<TokenReading> token =
                word ? TokenReading.of(rest, lessons.conditions(), lessons.nows()) : Optional.empty();
        Optional<Misfit> before = lessons.misfit();
        Pieces pieces = pieces(rest, apart, cut, path);
        boolean solid = token.filter(TokenReading::isSolid).isPresent() && !pieces.knowsMore();
        if (pieces.reading.isPresent() && !solid) {
            return pieces.reading.map(Function.identity());
        }
        if (pieces.counts && !solid) {
            return Optional.empty();
        }
        if (token.isPresent()) {
            lessons.forget(before);
        }
        return token.map(Function.identity());
    }

    /**
     * The result of a cut.
     *
     * @param reading the reading of the pieces, if each is explained
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

    private Pieces pieces(Values<String> rest, Values<TextCut.Pieces> apart, TextCut cut, String path) {
        if (apart.all().allMatch(TextCut.Pieces::isWhole)) {
            return cut.finer()
                    .map(finer -> pieces(rest, rest.map(finer::apart), finer, path))
                    .orElse(Pieces.NONE);
        }
        Optional<Map<List<String>, Values<TextCut.Pieces>>> forms = apart.groups(TextCut.Pieces::around);
        if (forms.isEmpty()) {
            return Pieces.NONE;
        }
        Map<List<String>, TextReading.Form> learnt = new LinkedHashMap<>();
        for (Map.Entry<List<String>, Values<TextCut.Pieces>> form : forms.get().entrySet()) {
            Optional<TextReading.Form> sites = form(form.getValue().map(TextCut.Pieces::pieces), cut, path);
            if (sites.isEmpty()) {
                return new Pieces(
                        Optional.empty(),
                        lessons.misfit().filter(TextLearner::isCount).isPresent());
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

    /** All texts of one form together; if that explains not all of them, those with the same literal pieces. */
    private Optional<TextReading.Form> form(Values<List<String>> texts, TextCut cut, String path) {
        Optional<Misfit> before = lessons.misfit();
        Optional<Map<Integer, Site<String>>> together = sites(texts, cut, path);
        if (together.isPresent()) {
            return Optional.of(new TextReading.Form(Set.of(), Map.of(List.of(), together.get())));
        }
        TreeSet<Integer> literal = literal(texts);
        Optional<Map<List<String>, Values<List<String>>>> words =
                texts.groups(pieces -> TextReading.at(literal, pieces));
        if (words.isEmpty() || words.get().size() < 2) {
            return Optional.empty();
        }
        Map<List<String>, Map<Integer, Site<String>>> all = new LinkedHashMap<>();
        for (Map.Entry<List<String>, Values<List<String>>> some : words.get().entrySet()) {
            Optional<Map<Integer, Site<String>>> own = sites(some.getValue(), cut, path);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            all.put(some.getKey(), own.get());
        }
        lessons.forget(before);
        return Optional.of(new TextReading.Form(literal, all));
    }

    private static int size(Values<List<String>> texts) {
        return texts.all().findFirst().map(List::size).orElse(0);
    }

    private static TreeSet<Integer> literal(Values<List<String>> texts) {
        TreeSet<Integer> literal = new TreeSet<>();
        for (int i = 0; i < size(texts); i++) {
            int place = i;
            Values<String> pieces = texts.map(all -> all.get(place));
            if (pieces.without(pieces.common()).isEmpty()) {
                literal.add(place);
            }
        }
        return literal;
    }

    /** The places that vary, or may move. */
    private Optional<Map<Integer, Site<String>>> sites(Values<List<String>> texts, TextCut cut, String path) {
        Map<Integer, Site<String>> sites = new TreeMap<>();
        for (int place = 0; place < size(texts); place++) {
            Optional<Site<String>> site = site(texts, place, cut, path);
            if (site.isEmpty()) {
                return Optional.empty();
            } else if (!site.get().isLiteral()) {
                sites.put(place, site.get());
            }
        }
        return Optional.of(sites);
    }

    /** Digits glued to letters are a part of their own only where they are an id or a time. */
    private Optional<Site<String>> site(Values<List<String>> texts, int place, TextCut cut, String path) {
        Values<String> pieces = texts.map(all -> all.get(place));
        if (!pieces.without(pieces.common()).isEmpty() && areDirectories(texts, place)) {
            return Optional.of(new Site<>(Set.of(), TextLearner::literal, List.of(TokenReading.ofDirectories())));
        }
        if (cut != TextCut.DIGITS) {
            return texts(pieces, cut.finer().orElseThrow(), path);
        }
        Map<String, Integer> common = pieces.common();
        Values<String> rest = pieces.without(common);
        if (rest.isEmpty()) {
            return Optional.of(new Site<>(Set.copyOf(common.keySet()), TextLearner::literal, List.of()));
        }
        return lessons.reference(rest, path)
                .or(() -> lessons.moment(rest, common, TextLearner::literal, false))
                .or(() -> lessons.drawn(rest))
                .map(reading -> new Site<>(Set.copyOf(common.keySet()), TextLearner::literal, List.of(reading)));
    }

    private static Term literal(String text) {
        return Term.literal("text " + text);
    }

    /**
     * Whether pieces are directories of a digest. Chance may make all of them decimal, or no three of them different;
     * the digest beside them tells.
     */
    private static boolean areDirectories(Values<List<String>> texts, int place) {
        return IntStream.range(0, size(texts)).anyMatch(whole -> texts.all()
                .allMatch(pieces -> TokenReading.isDirectoryOf(pieces.get(place), pieces.get(whole))));
    }
}
