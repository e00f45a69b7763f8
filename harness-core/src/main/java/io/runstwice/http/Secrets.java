package io.runstwice.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps secrets out of everything that is shown: by the name of a field, and card numbers wherever they stand. */
final class Secrets {

    static final String MASK = "***";

    private static final Pattern SECRET_NAME = Pattern.compile(
            "passw|secret|api_?key|access_?key|private_?key|authorization|credential|(^|_)(cvc|cvv|pin|iban|ssn)2?$"
                    + "|card_?number|account_?number|(access|refresh|bearer|auth)_?token");

    /** Payment cards begin with 2 to 6, so that milliseconds since 1970 are none. */
    private static final Pattern CARD = Pattern.compile("(?<![0-9A-Za-z_])[2-6](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z_])");

    private static final Pattern LONG_NUMBER = Pattern.compile("[ -]*(?:[0-9][ -]*){12,19}");

    private Secrets() {}

    /** The value of a field, all the way down, without secrets. */
    static @Nullable Object in(String name, @Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        } else if (isSecret(name, value)) {
            return MASK;
        } else if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> masked = new LinkedHashMap<>();
            object.forEach((key, inner) -> masked.put(String.valueOf(key), in(String.valueOf(key), inner)));
            return masked;
        } else if (value instanceof List<?> list) {
            return list.stream().map(inner -> in(name, inner)).collect(Collectors.toList());
        }
        return value instanceof String text ? inText(text) : value;
    }

    /** A text in which card numbers show their last four digits only. */
    static String inText(String text) {
        Matcher card = CARD.matcher(text);
        return card.replaceAll(match -> {
            String digits = match.group().replaceAll("[ -]", "");
            boolean isCard = digits.length() <= 19 && passesLuhn(digits);
            return Matcher.quoteReplacement(isCard ? MASK + digits.substring(digits.length() - 4) : match.group());
        });
    }

    /** An idempotency key as a story may show it: one that was made of something secret is not shown. */
    static String inKey(String key) {
        boolean secret = SECRET_NAME
                .matcher(key.toLowerCase(Locale.ROOT).replace('-', '_'))
                .find();
        return secret ? MASK : inText(key);
    }

    /** A query whose parameters hold no secrets. */
    static String inQuery(String query) {
        return Arrays.stream(query.split("&")).map(Secrets::inParameter).collect(Collectors.joining("&"));
    }

    private static String inParameter(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return inText(parameter);
        }
        String name = parameter.substring(0, equals);
        String value = parameter.substring(equals + 1);
        return name + "=" + in(leaf(name), value);
    }

    private static String leaf(String name) {
        String[] parts = name.replace("%5B", "[").replace("%5D", "]").split("[\\[\\]]+");
        return parts.length == 0 ? name : parts[parts.length - 1];
    }

    private static boolean isSecret(String name, Object value) {
        String lower = name.toLowerCase(Locale.ROOT).replace('-', '_');
        return SECRET_NAME.matcher(lower).find()
                || lower.equals("number")
                        && LONG_NUMBER.matcher(value.toString()).matches();
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
