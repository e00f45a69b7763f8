package io.runstwice.http.wire;

import io.runstwice.world.Redaction;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How requests are named: the same in every run, so without ids and values. */
public final class Labels {

    /** Digits; hex of a UUID or digest; a short word, an underscore and something with a digit in it, as in ch_1. */
    private static final Pattern ID = Pattern.compile("\\d+"
            + "|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
            + "|(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{16,}"
            + "|(?=[0-9A-Z]*\\d)[0-9A-Z]{20,}"
            + "|[A-Za-z]{1,12}_(?=[A-Za-z0-9_]*\\d)[A-Za-z0-9_]+");

    private Labels() {}

    /** {@code POST /v1/charges/{id}}. */
    static String of(Request request, Predicate<String> made) {
        return request.method() + " " + path(request.path(), made);
    }

    public static String path(String path, Predicate<String> made) {
        return Arrays.stream(path.split("/", -1))
                .map(Labels::withoutParameters)
                .map(segment -> made.test(segment) || ID.matcher(segment).matches() ? "{id}" : segment)
                .collect(Collectors.joining("/"));
    }

    /** The last segment of a path that is no id: {@code mails} of {@code /v1/mails/{id}}. */
    public static String lastWord(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.equals("{id}"))
                .reduce((first, second) -> second)
                .orElse(path);
    }

    /** What the story shows: the request line with its query, secrets masked. */
    static String detail(Request request) {
        String query = request.query();
        String path = decoded(request.path());
        return request.method() + " "
                + (query.isEmpty()
                        ? path
                        : path + "?"
                                + Arrays.stream(query.split("&"))
                                        .map(Labels::parameter)
                                        .collect(Collectors.joining("&")));
    }

    /** Scheme and host of an absolute address: all that is shown of it. */
    public static String origin(String address) {
        return Redaction.of(address.replaceFirst("^((?:[A-Za-z]+:)?//)(?:[^/?#]*@)?([^/?#]*).*$", "$1$2"));
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return decoded(parameter);
        }
        String name = parameter.substring(0, equals);
        String value = parameter.substring(equals + 1);
        String shown = Redaction.of(unescaped(name), unescaped(value));
        return name + "=" + (shown.equals(unescaped(value)) ? value : shown);
    }

    /** As it was sent, unless a secret is hidden behind the escapes of a URL. */
    private static String decoded(String text) {
        String plain = unescaped(text);
        String shown = Redaction.of(plain);
        return shown.equals(plain) ? text : shown;
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /** A semicolon separates turns in the text of a schedule, and matrix parameters are values anyway. */
    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }
}
