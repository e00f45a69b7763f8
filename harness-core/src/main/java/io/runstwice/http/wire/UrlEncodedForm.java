package io.runstwice.http.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code application/x-www-form-urlencoded} texts with nested names: {@code metadata[order]=7},
 * {@code items[0][price]=x}, {@code expand[]=customer}.
 */
public final class UrlEncodedForm {

    private static final Pattern PART = Pattern.compile("\\[([^\\]]*)\\]");

    private UrlEncodedForm() {}

    /**
     * The fields of a form; every leaf is a string.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static Map<String, @Nullable Object> read(String text) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                put(fields, names(name), value);
            }
        }
        fields.replaceAll((name, value) -> withLists(value));
        return fields;
    }

    /** Refuses what would come out as something else. */
    static String decoded(String text) {
        String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
        if (plain.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException("not UTF-8: " + text);
        }
        return plain;
    }

    private static List<String> names(String name) {
        List<String> names = new ArrayList<>();
        int bracket = name.indexOf('[');
        names.add(bracket < 1 ? name : name.substring(0, bracket));
        if (bracket > 0) {
            Matcher part = PART.matcher(name.substring(bracket));
            while (part.find()) {
                names.add(part.group(1));
            }
        }
        return names;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> fields, List<String> names, String value) {
        Map<String, @Nullable Object> inner = fields;
        for (String name : names.subList(0, names.size() - 1)) {
            Object next = inner.computeIfAbsent(key(inner, name), any -> new LinkedHashMap<String, @Nullable Object>());
            if (!(next instanceof Map)) {
                throw new IllegalArgumentException("both a value and an object: " + String.join("/", names));
            }
            inner = (Map<String, @Nullable Object>) next;
        }
        inner.merge(key(inner, names.get(names.size() - 1)), value, UrlEncodedForm::both);
    }

    /** A name that comes again: both count. */
    private static Object both(Object before, Object more) {
        if (before instanceof Map) {
            throw new IllegalArgumentException("both a value and an object");
        }
        List<Object> all = before instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>(List.of(before));
        all.add(more);
        return all;
    }

    /** Empty brackets mean: one more. */
    private static String key(Map<String, @Nullable Object> fields, String name) {
        return name.isEmpty() ? Integer.toString(fields.size()) : name;
    }

    private static @Nullable Object withLists(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((name, inner) -> object.put(String.valueOf(name), withLists(inner)));
        return isList(object) ? new ArrayList<>(object.values()) : object;
    }

    private static boolean isList(Map<String, @Nullable Object> object) {
        int index = 0;
        for (String name : object.keySet()) {
            if (!name.equals(Integer.toString(index++))) {
                return false;
            }
        }
        return !object.isEmpty();
    }
}
