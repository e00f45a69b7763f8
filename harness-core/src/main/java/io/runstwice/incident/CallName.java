package io.runstwice.incident;

import io.runstwice.schedule.Point;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an interaction in a report: as schedules have it, or a part of that.
 *
 * @param text resource and label, or some of their words
 * @param occurrence which one of those with this label, from 1; 0 for any
 */
record CallName(String text, int occurrence) {

    private static final Pattern NUMBERED = Pattern.compile("^(.+?) ?#([1-9]\\d{0,5})$");
    private static final Pattern AROUND =
            Pattern.compile("^(?:(?:the|its|a|an) )++| (?:call|request|statement)$", Pattern.CASE_INSENSITIVE);

    /** Reads what a person wrote. */
    static CallName of(String written) {
        Matcher numbered = NUMBERED.matcher(written.strip());
        String text = numbered.matches() ? numbered.group(1) : written.strip();
        String bare = AROUND.matcher(text).replaceAll("").strip();
        return new CallName(bare.isEmpty() ? text : bare, numbered.matches() ? Integer.parseInt(numbered.group(2)) : 0);
    }

    /** How much of the name of an interaction this is: the whole of it is better than some words, and 0 is none. */
    int likeness(Point point) {
        String full = (point.resource() + " " + point.label()).toLowerCase(Locale.ROOT);
        String label = point.label().toLowerCase(Locale.ROOT);
        String mine = text.toLowerCase(Locale.ROOT);
        if (mine.equals(full) || mine.equals(label)) {
            return 2;
        }
        return List.of(mine.split(" ")).stream().allMatch(full::contains) ? 1 : 0;
    }

    @Override
    public String toString() {
        return text + (occurrence == 0 ? "" : " #" + occurrence);
    }
}
