package io.runstwice.jdbc.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns for which a statement gives a value itself, so that no default fills them.
 *
 * @param names those that it lists
 * @param first how many it fills in the order of the table, where it lists none
 */
public record GivenColumns(Set<String> names, int first) {

    public static GivenColumns of(Phrase phrase) {
        List<Token> tokens = phrase.tokens;
        if (tokens.stream().anyMatch(token -> token.is("DEFAULT"))) {
            return new GivenColumns(Set.of(), 0);
        } else if (phrase.verb.equals("UPDATE") || phrase.verb.equals("DELETE")) {
            return new GivenColumns(Set.of(), Integer.MAX_VALUE);
        }
        int place = phrase.subjectEnd();
        if (place >= tokens.size() || !tokens.get(place).is("(")) {
            return new GivenColumns(Set.of(), values(tokens, place));
        }
        Set<String> names = new HashSet<>();
        for (int i = place + 1; i < tokens.size() && !tokens.get(i).is(")"); i++) {
            names.add(tokens.get(i).text().toLowerCase(Locale.ROOT));
        }
        return new GivenColumns(names, 0);
    }

    /** How many values a row has: the table fills those that are left out at its end. */
    private static int values(List<Token> tokens, int from) {
        int begin = from;
        while (begin < tokens.size()
                && !tokens.get(begin).is("(")
                && !tokens.get(begin).is("SELECT")) {
            begin++;
        }
        int commas = 0;
        int depth = 0;
        for (int i = begin + 1; i < tokens.size() && depth >= 0; i++) {
            depth += Scan.depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).is("FROM")) {
                break;
            } else if (depth == 0 && tokens.get(i).is("*")) {
                return Integer.MAX_VALUE;
            }
            commas += depth == 0 && tokens.get(i).is(",") ? 1 : 0;
        }
        return begin < tokens.size() ? commas + 1 : 0;
    }

    /** @param place of the column in its table */
    public boolean has(String column, int place) {
        return names.contains(column) || place >= 0 && place < first;
    }
}
