package io.runstwice.judge;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads texts of which even the number of pieces was another one in each baseline: their content is not compared, but
 * for the pieces at the begin and the end that all of them share.
 */
record OpaqueReading(List<String> first, List<String> last) implements Reading<String> {

    /** Learns a site, if each baseline wrote something else there, but for those under the same conditions. */
    static Optional<OpaqueReading> of(Values<String> varying, List<?> conditions) {
        if (!varying.areFresh(conditions)) {
            return Optional.empty();
        }
        List<List<String>> all = varying.all().map(OpaqueReading::pieces).toList();
        if (all.stream().map(List::size).distinct().count() < 2) {
            return Optional.empty();
        }
        int least = all.stream().mapToInt(List::size).min().orElse(0);
        int first = 0;
        while (first < least && agree(all, first, false)) {
            first++;
        }
        int last = 0;
        while (last < least - first && agree(all, last, true)) {
            last++;
        }
        List<String> any = all.get(0);
        return Optional.of(new OpaqueReading(any.subList(0, first), any.subList(any.size() - last, any.size())));
    }

    private static List<String> pieces(String value) {
        return TextCut.WORDS.apart(value).pieces();
    }

    private static boolean agree(List<List<String>> all, int at, boolean fromEnd) {
        return all.stream()
                        .map(pieces -> pieces.get(fromEnd ? pieces.size() - 1 - at : at))
                        .distinct()
                        .count()
                == 1;
    }

    @Override
    public Optional<Term> read(String value, Seen run) {
        List<String> pieces = pieces(value);
        boolean fits = pieces.size() >= first.size() + last.size()
                && pieces.subList(0, first.size()).equals(first)
                && pieces.subList(pieces.size() - last.size(), pieces.size()).equals(last);
        return fits ? Optional.of(Term.OPAQUE) : Optional.empty();
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        to.accept(path, Noise.OPAQUE);
    }
}
