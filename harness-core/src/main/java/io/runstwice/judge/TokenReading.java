package io.runstwice.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Reads random tokens: other ones in each baseline, of one alphabet and length. Characters at which all of them agree
 * are literal at every place, so an amount that is glued to a token is compared.
 *
 * <p>The literal text around a token, up to the next sign, is no part of it: the id in {@code /files/01JX…/a.pdf} is
 * the one that a column of ids holds.
 */
final class TokenReading implements Reading<String> {

    /** One domain for all, so that a token that stands in two places must be the same in both. */

    /** Fewer random characters are a code that means something. */
    private static final int FEWEST = 3;

    /**
     * Two digits of a digest are the name of a directory. They are drawn twice often enough, so nothing follows from
     * two that are the same.
     */
    private static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{2}");

    private static final int VARIOUS = 3;

    /** Fewer random characters are drawn twice now and then, in places that have nothing to do with each other. */
    private static final int UNIQUE = 6;

    private static final int LONG = Atom.LONG_TOKEN;
    private static final int LONGEST = 100_000;

    private final int shortest;
    private final int longest;
    private final Edges edges;
    private final List<Integer> literalAt;
    private final String example;
    private final Alphabet alphabet;

    private TokenReading(
            int shortest, int longest, Edges edges, List<Integer> literalAt, String example, Alphabet alphabet) {
        this.shortest = shortest;
        this.longest = longest;
        this.edges = edges;
        this.literalAt = literalAt;
        this.example = example;
        this.alphabet = alphabet;
    }

    /**
     * Learns a site, if its values look drawn at random: letters at least among the characters that vary.
     *
     * @param conditions what each baseline was run under
     * @param nows when the baselines ran
     */
    static Optional<TokenReading> of(Values<String> varying, List<?> conditions, Collection<Instant> nows) {
        List<String> all = varying.all().toList();
        String example = all.get(0);
        int shortest = all.stream().mapToInt(String::length).min().orElse(0);
        int longest = all.stream().mapToInt(String::length).max().orElse(0);
        if (longest > LONGEST || shortest == 0) {
            return Optional.empty();
        } else if (areDirectories(all)) {
            return Optional.of(ofDirectories());
        } else if (!isFresh(varying, conditions, shortest)) {
            return Optional.empty();
        }
        Edges edges = Edges.of(all, nows);
        List<Integer> literalAt = shortest == longest
                ? agreed(all, edges.random(), shortest - edges.end().length())
                : List.of();
        Alphabet alphabet = new Alphabet(0);
        for (String value : all) {
            alphabet = alphabet.and(Alphabet.of(core(value, edges, literalAt)));
        }
        int random = longest - edges.length() - literalAt.size();
        boolean isRandom = alphabet.isWord() && alphabet.hasLetters() && random >= FEWEST;
        return isRandom
                ? Optional.of(new TokenReading(
                        alphabet.writesNumbers() ? shortest - 2 : shortest,
                        longest + (shortest == longest ? 0 : 2),
                        random < UNIQUE ? edges.kept() : edges,
                        literalAt,
                        example,
                        alphabet.closed(longest)))
                : Optional.empty();
    }

    /** Reads names of directories, which are two hexadecimal digits. */
    static TokenReading ofDirectories() {
        return new TokenReading(2, 2, new Edges("", "", 0, 0, 0), List.of(), "00", Alphabet.of("0f"));
    }

    /**
     * Whether one piece of a text names the directory of another one: {@code 3f} in {@code 3f/3f2a91…}, {@code 2a} in
     * {@code 3f/2a/3f2a91…}.
     */
    static boolean isDirectoryOf(String piece, String digest) {
        return DIRECTORY.matcher(piece).matches()
                && digest.length() >= LONG
                && (digest.startsWith(piece) || digest.startsWith(piece, piece.length()));
    }

    private static boolean areDirectories(List<String> all) {
        return all.stream().allMatch(text -> DIRECTORY.matcher(text).matches())
                && all.stream().anyMatch(text -> Alphabet.of(text).hasLetters())
                && all.stream().distinct().limit(VARIOUS).count() == VARIOUS;
    }

    /**
     * Other values in each run, but for what follows from clock and generators: if two runs share both, that has to be
     * long.
     */
    private static boolean isFresh(Values<String> varying, List<?> conditions, int shortest) {
        return varying.areFresh() || varying.areFresh(conditions) && shortest >= FEWEST + 2;
    }

    private static List<Integer> agreed(List<String> all, int from, int to) {
        List<Integer> agreed = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int at = i;
            char wanted = all.get(0).charAt(at);
            if (all.stream().allMatch(other -> other.charAt(at) == wanted)) {
                agreed.add(at);
            }
        }
        return agreed;
    }

    private static String core(String value, Edges edges, List<Integer> literalAt) {
        StringBuilder core = new StringBuilder();
        Set<Integer> left = new HashSet<>(literalAt);
        for (int i = edges.start().length(); i < value.length() - edges.end().length(); i++) {
            if (!left.contains(i)) {
                core.append(value.charAt(i));
            }
        }
        return core.toString();
    }

    /** Whether nothing within it is literal, and it is long: cut into pieces, it would show no more. */
    boolean isSolid() {
        return literalAt.isEmpty() && shortest >= LONG;
    }

    @Override
    public Optional<Term> read(String value, Seen run) {
        boolean fits = isLong(value) && (run.later() || isAlike(value));
        if (fits && longest < FEWEST) {
            return Optional.of(Term.literal("token"));
        }
        return fits ? Optional.of(edges.around(Atom.ofToken(edges.without(value)))) : Optional.empty();
    }

    /**
     * The token within a value, as it is written; empty if there is none, or one that may stand elsewhere by accident.
     */
    Optional<String> token(String value) {
        return isLong(value) && isAlike(value) && edges.without(value).length() >= UNIQUE
                ? Optional.of(edges.without(value))
                : Optional.empty();
    }

    /** Whether a value is no token of these, and would be one if other characters varied. */
    boolean isOutgrownBy(String value) {
        return isLong(value) && !isAlike(value);
    }

    private boolean isLong(String value) {
        return value.length() >= Math.max(shortest, edges.length()) && value.length() <= longest;
    }

    /** Whether it agrees with the baselines where they agree, and is made of the same characters elsewhere. */
    private boolean isAlike(String value) {
        return edges.fit(value)
                && literalAt.stream().allMatch(i -> i < value.length() && value.charAt(i) == example.charAt(i))
                && alphabet.covers(core(value, edges, literalAt));
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        to.accept(path, Noise.TOKEN);
    }
}
