package io.runstwice.incident;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The errors in a report, line by line, and the forms that would be understood instead. */
final class Complaints {

    private static final int LONGEST_QUOTE = 80;

    private final TreeMap<Integer, List<String>> byLine = new TreeMap<>();
    private final Set<String> forms = new LinkedHashSet<>();

    /** Something is wrong in a line; line 0 is the report as a whole. */
    void add(int line, String what) {
        byLine.computeIfAbsent(line, any -> new ArrayList<>()).add(what);
    }

    /** A bullet that has none of the forms of its section. */
    void notUnderstood(Bullet bullet, String section, List<String> understood) {
        add(bullet.line(), quoted(bullet.text()) + " is not understood");
        forms.add("Under \"" + section + "\" these are: " + String.join("; ", understood) + ".");
    }

    /**
     * A text of the report's author as a message can show it: short, with a sign in the place of characters that cannot
     * be seen.
     */
    static String quoted(String text) {
        String visible = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]+", "?");
        boolean isLong = visible.length() > LONGEST_QUOTE;
        return "\"" + (isLong ? visible.substring(0, LONGEST_QUOTE) + "…" : visible) + "\"";
    }

    /**
     * Does nothing if nothing is wrong.
     *
     * @throws IncidentSyntaxException with every line that is
     */
    void raise(String report) {
        if (byLine.isEmpty()) {
            return;
        }
        List<String> text = new ArrayList<>();
        text.add("Not an incident report: " + report);
        byLine.forEach((line, complaints) ->
                complaints.forEach(what -> text.add("  " + (line == 0 ? "" : "line " + line + ": ") + what)));
        forms.forEach(form -> text.add("  " + form));
        throw new IncidentSyntaxException(String.join("\n", text));
    }
}
