package io.runstwice.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The header fields of one message, in their order; names are compared without case. */
public record Headers(List<Field> fields) {

    /** What belongs to one connection and is not handed on to the next (RFC 9110, section 7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** One header field. */
    public record Field(String name, String value) {

        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    public Headers {
        fields = List.copyOf(fields);
    }

    static Headers none() {
        return new Headers(List.of());
    }

    @Nullable
    public String first(String name) {
        for (Field field : fields) {
            if (field.is(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** Whether a field that holds a list of words, such as {@code Connection}, names this one. */
    boolean lists(String name, String word) {
        return fields.stream()
                .filter(field -> field.is(name))
                .flatMap(field -> List.of(field.value().split(",")).stream())
                .anyMatch(part -> part.trim().equalsIgnoreCase(word));
    }

    Headers with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    Headers without(String name) {
        return keeping(field -> !field.is(name));
    }

    /** Only what may be handed on, also without what {@code Connection} names. */
    Headers endToEnd() {
        return keeping(field ->
                !HOP_BY_HOP.contains(field.name().toLowerCase(Locale.ROOT)) && !lists("connection", field.name()));
    }

    /** Only the fields with such names. */
    Headers where(Predicate<String> name) {
        return keeping(field -> name.test(field.name()));
    }

    private Headers keeping(Predicate<Field> kept) {
        return new Headers(fields.stream().filter(kept).toList());
    }
}
