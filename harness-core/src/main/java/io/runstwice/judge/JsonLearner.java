package io.runstwice.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Explains why values of JSON vary: member by member, element by element. */
final class JsonLearner {

    private final Lessons lessons;
    private final TextLearner strings;

    JsonLearner(Lessons lessons, TextLearner strings) {
        this.lessons = lessons;
        this.strings = strings;
    }

    /** Values of JSON. */
    Optional<Site<Json>> json(Values<Json> values, String path) {
        if (!values.isEven()) {
            return lessons.unexplained(path, values.map(Json::canonical));
        }
        Map<Json, Integer> common = values.common();
        common.keySet().removeIf(value -> TextLearner.mayMove(Json.canonical(value)));
        Values<Json> rest = values.without(common);
        Optional<Map<Class<?>, Values<Json>>> kinds = rest.groups(Json::getClass);
        if (kinds.isEmpty()) {
            return lessons.unexplained(path, rest.map(Json::canonical));
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
        return Optional.of(new Site<>(literals, value -> Term.literal("json " + Json.canonical(value)), readings));
    }

    private Optional<? extends Reading<Json>> json(Class<?> kind, Values<Json> values, String path) {
        if (kind == Json.Members.class) {
            return members(values.map(Json.Members.class::cast), path);
        } else if (kind == Json.Elements.class) {
            return elements(values.map(Json.Elements.class::cast), path);
        } else if (kind == Json.Text.class) {
            return strings.texts(values.map(value -> ((Json.Text) value).text()), TextCut.WORDS, path)
                    .map(JsonReading.OfText::new);
        } else if (kind == Json.Number.class) {
            return lessons.numbers(values.map(value -> ((Json.Number) value).digits()), path)
                    .map(JsonReading.OfNumber::new);
        }
        return lessons.unexplained(path, values.map(Json::canonical));
    }

    private Optional<Reading<Json>> members(Values<Json.Members> values, String path) {
        Optional<Map<Set<String>, Values<Json.Members>>> forms =
                values.groups(value -> Set.copyOf(value.all().keySet()));
        if (forms.isEmpty() || forms.get().keySet().stream().anyMatch(JsonLearner::mayMove)) {
            return map(values, path);
        }
        Map<Set<String>, Map<String, Site<Json>>> sites = new LinkedHashMap<>();
        for (Map.Entry<Set<String>, Values<Json.Members>> form : forms.get().entrySet()) {
            Optional<Map<String, Site<Json>>> parts = parts(form.getKey(), form.getValue(), path);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            sites.put(form.getKey(), parts.get());
        }
        return Optional.of(new JsonReading.OfMembers(sites));
    }

    private Optional<Map<String, Site<Json>>> parts(Set<String> names, Values<Json.Members> values, String path) {
        Map<String, Site<Json>> parts = new TreeMap<>();
        for (String name : names) {
            Optional<Site<Json>> part = json(values.map(value -> value.all().get(name)), path + "." + name);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.put(name, part.get());
        }
        return Optional.of(parts);
    }

    private static boolean mayMove(Set<String> names) {
        return names.stream().anyMatch(TextLearner::mayMove);
    }

    /** Names that vary, or may move, are values too. */
    private Optional<Reading<Json>> map(Values<Json.Members> values, String path) {
        Set<String> fixed = new TreeSet<>(
                values.all().findFirst().map(value -> value.all().keySet()).orElse(Set.of()));
        values.all().forEach(value -> fixed.retainAll(value.all().keySet()));
        fixed.removeIf(TextLearner::mayMove);
        Values<Map.Entry<String, Json>> others = values.flatMap(
                value -> value.all().entrySet().stream().filter(member -> !fixed.contains(member.getKey())));
        Optional<Map<String, Site<Json>>> parts = parts(fixed, values, path);
        Optional<Site<String>> names =
                parts.flatMap(any -> strings.texts(others.map(Map.Entry::getKey), TextCut.WORDS, path));
        Optional<Site<Json>> under = names.flatMap(any -> json(others.map(Map.Entry::getValue), path + ".*"));
        return under.map(any -> new JsonReading.OfMap(parts.orElseThrow(), names.orElseThrow(), any));
    }

    /** By their places; where that explains nothing, or generated values come in any order, all of them together. */
    private Optional<Reading<Json>> elements(Values<Json.Elements> values, String path) {
        Optional<Map<Integer, Values<Json.Elements>>> forms =
                values.groups(value -> value.all().size());
        if (forms.isEmpty()) {
            return lessons.unexplained(path, values.map(Json::canonical));
        }
        if (!lessons.readAsBag(path)) {
            return places(forms.get(), path);
        }
        return json(values.flatMap(list -> list.all().stream()), path).map(JsonReading.OfBag::new);
    }

    private Optional<Reading<Json>> places(Map<Integer, Values<Json.Elements>> forms, String path) {
        Map<Integer, List<Site<Json>>> sites = new LinkedHashMap<>();
        for (Map.Entry<Integer, Values<Json.Elements>> form : forms.entrySet()) {
            List<Site<Json>> parts = new ArrayList<>();
            for (int i = 0; i < form.getKey(); i++) {
                int place = i;
                Optional<Site<Json>> part =
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
