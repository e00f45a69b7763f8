package io.runstwice.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a state holds as keys, wherever they stand in it: in the key itself, in other columns, in text and in
 * documents.
 */
final class DrawnTokens {

    /**
     * Every text is searched for every token. With more of them states are told apart by their tokens: that costs runs,
     * never a bug.
     */
    private static final int MOST = 100;

    private final Map<String, Atom> atoms = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Set<Integer> lengths;

    DrawnTokens(TokenKeys keys, List<ComparedLine> lines) {
        Map<Layout.Field, TreeSet<String>> scales = new HashMap<>();
        for (ComparedLine line : lines) {
            for (Layout.Field field : line.layout().fields()) {
                keys.token(field, line.isGone() ? null : line.row().cells().get(field.index()))
                        .ifPresent(token -> {
                            atoms.put(token, Atom.ofToken(token));
                            scales.computeIfAbsent(field, any -> new TreeSet<>())
                                    .add(token);
                        });
            }
        }
        if (atoms.size() > MOST) {
            atoms.clear();
        }
        lengths = atoms.keySet().stream().map(String::length).collect(Collectors.toCollection(TreeSet::new));
        scales.forEach((field, tokens) -> {
            if (keys.isOrdered(field)) {
                keys.given(field).forEach(given -> tokens.add(given.toString()));
                tokens.forEach(token -> ranks.merge(token, tokens.headSet(token).size(), Math::max));
            }
        });
    }

    /** The line with its tokens marked as such. */
    ComparedLine in(ComparedLine line) {
        return atoms.isEmpty() || line.isGone() ? line : line.replacing((field, term) -> in(term));
    }

    private Term in(Term term) {
        String text = term.shape();
        StringBuilder shape = new StringBuilder("tokens");
        List<Atom> found = new ArrayList<>(term.atoms());
        int read = 0;
        for (int at = 0; at < text.length(); at++) {
            String token = tokenAt(text, at);
            if (token != null) {
                DrawnIds.piece(shape, text.substring(read, at));
                shape.append(" #").append(ranks.getOrDefault(token, 0));
                found.add(atoms.get(token));
                read = at + token.length();
                at = read - 1;
            }
        }
        DrawnIds.piece(shape, text.substring(read));
        return read == 0 ? term : new Term(shape.toString(), found);
    }

    /** The token that begins and ends there, with no letter or digit beside it. */
    private @Nullable String tokenAt(String text, int at) {
        if (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
            return null;
        }
        for (int length : lengths) {
            int end = at + length;
            boolean ends = end == text.length() || end < text.length() && !Character.isLetterOrDigit(text.charAt(end));
            if (ends && atoms.containsKey(text.substring(at, end))) {
                return text.substring(at, end);
            }
        }
        return null;
    }

    /**
     * The tokens that stand within words of these lines, in whichever case and with dashes or without: what looks like
     * a reference to one may be one.
     */
    Set<String> mentionedIn(List<ComparedLine> lines) {
        Set<String> mentioned = new HashSet<>();
        for (ComparedLine line : atoms.isEmpty() ? List.<ComparedLine>of() : lines) {
            for (Term term : line.terms().values()) {
                String text = plain(term.shape());
                atoms.forEach((token, atom) -> {
                    if (text.contains(plain(token))) {
                        mentioned.add(atom.value());
                    }
                });
            }
        }
        return mentioned;
    }

    private static String plain(String text) {
        return text.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
