package io.runstwice.incident;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The reasons why schedules that a report might mean do not fit the job, line by line. */
final class Misfits {

    private final TreeMap<Integer, Set<String>> byLine = new TreeMap<>();
    private final TreeMap<Integer, Set<String>> unclear = new TreeMap<>();

    /** An event of this line does not happen. */
    void add(int line, String why) {
        byLine.computeIfAbsent(line, any -> new LinkedHashSet<>()).add(why);
    }

    /** The sentence of this line may mean more than one thing, so that no schedule can be left out because of it. */
    void unclear(int line, String why) {
        unclear.computeIfAbsent(line, any -> new LinkedHashSet<>()).add(why);
    }

    void clear() {
        byLine.clear();
        unclear.clear();
    }

    /** Each with its line. */
    List<String> all() {
        return said(byLine);
    }

    /** What may mean more than one thing, each with its line. */
    List<String> unclear() {
        return said(unclear);
    }

    private static List<String> said(TreeMap<Integer, Set<String>> lines) {
        List<String> all = new ArrayList<>();
        lines.forEach((line, whys) -> whys.forEach(why -> all.add("line " + line + ": " + why)));
        return all;
    }
}
