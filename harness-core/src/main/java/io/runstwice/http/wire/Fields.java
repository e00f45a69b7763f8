package io.runstwice.http.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a form or a query as they were sent: {@link UrlEncodedForm} without what a framework makes of the
 * names. A name that comes again has a column of its own, {@code to (2)}, so that nothing that was sent is lost and
 * none of it looks like something else.
 */
final class Fields {

    private Fields() {}

    /**
     * Every value by its name.
     *
     * @throws IllegalArgumentException if a name or a value is no text
     */
    static Map<String, String> of(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = UrlEncodedForm.decoded(equals < 0 ? pair : pair.substring(0, equals));
                fields.put(free(name, fields), equals < 0 ? "" : UrlEncodedForm.decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String free(String name, Map<String, String> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }
}
