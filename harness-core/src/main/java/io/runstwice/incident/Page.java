package io.runstwice.incident;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown page taken apart: title, header lines, and the bullets of the two sections. Everything else is prose, and
 * passed over.
 */
final class Page {

    private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})[ \\t]+(.*[^ \\t#]|)[ \\t#]*$");
    private static final Pattern HEADER = Pattern.compile("^[ *_-]*([A-Za-z]{2,12})[*_]* *:[*_]* *(.*)$");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*+•]|\\d{1,9}[.)])\\s+(\\S.*)$");
    private static final Pattern FENCE = Pattern.compile("^\\s*(?:```|~~~).*$");
    private static final int LONGEST = 200_000;

    private final Complaints complaints;
    private final Map<Section, List<Bullet>> bullets = new EnumMap<>(Section.class);
    private final List<String> otherHeadings = new ArrayList<>();
    private @Nullable String title;
    private @Nullable String job;
    private @Nullable String fixed;
    private @Nullable Section section;
    private boolean head = true;
    private boolean fenced;
    private @Nullable Bullet open;

    private Page(Complaints complaints) {
        this.complaints = complaints;
    }

    static Page of(String text, Complaints complaints) {
        Page page = new Page(complaints);
        if (text.length() > LONGEST) {
            complaints.add(
                    0, "it has " + text.length() + " characters, and " + LONGEST + " are the most that are read");
            return page;
        }
        String[] lines = text.replace("\uFEFF", "").split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            page.read(i + 1, lines[i]);
        }
        page.close();
        page.mustHaveSections();
        return page;
    }

    String title() {
        return title == null ? "" : title;
    }

    String job() {
        return job == null ? "" : job;
    }

    /** The word after {@code fixed:}, or an empty text. */
    String fixed() {
        return fixed == null ? "" : fixed;
    }

    List<Bullet> bullets(Section of) {
        return bullets.getOrDefault(of, List.of());
    }

    private void read(int line, String text) {
        Matcher heading = HEADING.matcher(text);
        if (FENCE.matcher(text).matches()) {
            close();
            fenced = !fenced;
        } else if (!fenced && heading.matches()) {
            close();
            heading(heading.group(1).length(), heading.group(2));
        } else if (!fenced && Section.isAlone(text)) {
            close();
            heading(2, text);
        } else if (!fenced && head) {
            header(line, text);
        } else if (!fenced) {
            item(line, text);
        }
    }

    private void heading(int level, String text) {
        Section known = Section.of(text);
        if (known == null && head && level == 1 && title == null) {
            title = text.strip();
            return;
        }
        head = false;
        section = known;
        if (known == null) {
            otherHeadings.add(text.strip());
        }
    }

    private void header(int line, String text) {
        Matcher header = HEADER.matcher(text);
        if (!header.matches()) {
            return;
        }
        String value = header.group(2).strip();
        String name = header.group(1).toLowerCase(Locale.ROOT);
        if (name.equals("job")) {
            job = once(line, "job", job, value);
        } else if (name.equals("fixed")) {
            fixed = once(line, "fixed", fixed, answer(line, value));
        } else if (name.startsWith("fix")) {
            complaints.add(
                    line,
                    Complaints.quoted(header.group(1)) + " is no header: there are \"job: …\" and \"fixed: yes|no\"");
        }
    }

    private String once(int line, String header, @Nullable String before, String value) {
        if (before != null) {
            complaints.add(line, "\"" + header + ":\" is said a second time: say it once");
        }
        return value;
    }

    private String answer(int line, String value) {
        String word = value.toLowerCase(Locale.ROOT).replaceAll("[.*_`]", "").strip();
        if (!word.equals("yes") && !word.equals("no")) {
            complaints.add(line, "\"fixed:\" is answered by yes or no, but here by " + Complaints.quoted(value));
        }
        return word;
    }

    private void item(int line, String text) {
        Matcher bullet = BULLET.matcher(text);
        Matcher header = HEADER.matcher(text);
        if (header.matches()
                && header.group(1).equalsIgnoreCase("fixed")
                && header.group(2).strip().matches("(?i)yes|no")) {
            complaints.add(line, "\"fixed:\" is a header: write it above the first \"##\"");
        }
        if (section == null) {
            return;
        }
        if (bullet.matches()) {
            close();
            open = new Bullet(line, bullet.group(1).strip());
        } else if (text.isBlank() || text.stripLeading().startsWith(">")) {
            close();
        } else if (open != null) {
            open = open.and(text);
        }
    }

    private void close() {
        if (open != null && section != null) {
            bullets.computeIfAbsent(section, any -> new ArrayList<>()).add(open);
        }
        open = null;
    }

    private void mustHaveSections() {
        String others = otherHeadings.isEmpty()
                ? "there is no heading at all"
                : "the headings are "
                        + String.join(
                                ", ",
                                otherHeadings.stream()
                                        .limit(8)
                                        .map(Complaints::quoted)
                                        .toList());
        for (Section needed : Section.values()) {
            if (bullets(needed).isEmpty()) {
                complaints.add(
                        0,
                        "it needs a section \"## " + needed.heading() + "\" with at least one bullet (\"- …\") in it; "
                                + others);
            }
        }
    }
}
