package io.runstwice.http.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which form values are numbers and booleans: a form has only texts, and a record must not depend on how it was sent.
 */
public final class FormTypes {

    private static final Pattern NUMERIC_NAME = Pattern.compile("(.*_)?(amount|amounts?_[a-z_]+|quantity|balance|total"
            + "|subtotal|cents|count|days?|months?|years?|exp_month|exp_year|expires_at|cancel_at|trial_end|due_date)"
            + "|application_fee_amount|.*_cents");
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");

    /** What stays text however it looks. */
    private static final Set<String> TEXTS = Set.of("metadata", "description", "name");

    private FormTypes() {}

    public static Map<String, @Nullable Object> of(Map<String, @Nullable Object> form) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        form.forEach((name, value) -> typed.put(name, typed(name, value)));
        return typed;
    }

    private static @Nullable Object typed(String name, @Nullable Object value) {
        if (TEXTS.contains(name)) {
            return value;
        } else if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> typed = new LinkedHashMap<>();
            object.forEach((key, inner) -> typed.put(String.valueOf(key), typed(String.valueOf(key), inner)));
            return typed;
        } else if (value instanceof List<?> list) {
            return list.stream().map(inner -> typed(name, inner)).collect(Collectors.toList());
        }
        return value instanceof String text ? scalar(name, text) : value;
    }

    private static Object scalar(String name, String text) {
        if (NUMERIC_NAME.matcher(name).matches() && INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
    }
}
