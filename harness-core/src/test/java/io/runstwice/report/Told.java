package io.runstwice.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text of facts, read back: the values of each key, in their order. */
final class Told {

    private static final int VALUES = 13;

    private Told() {}

    static List<String> values(String text, String key) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        String current = "";
        for (String line : text.lines().toList()) {
            if (line.length() <= VALUES || !line.startsWith("  ")) {
                continue;
            }
            String before = line.substring(0, VALUES).strip();
            current = before.isEmpty() ? current : before;
            facts.computeIfAbsent(current, any -> new ArrayList<>())
                    .add(line.substring(VALUES).strip());
        }
        return facts.getOrDefault(key, List.of());
    }

    /** The lines of the trace: those that begin with a delivery. */
    static List<String> trace(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.matches("D\\d+ .*"))
                .toList();
    }
}
