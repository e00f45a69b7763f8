package io.runstwice.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text that is another one in every run, such as a token: compared by position, like a generated value.
 *
 * @param form what all of them look like, letters and digits aside; empty if they do not look alike
 */
record RandomText(Optional<String> form) {

    /** One domain for all, so that a token that stands in two places must be the same in both. */
    static final String DOMAIN = "random";

    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}|\\d{4}-\\d{2}-\\d{2}");

    /** What a column holds if all baselines wrote something else into it, each time; times are not random. */
    static Optional<RandomText> of(Layout.Field field, List<Written> written) {
        Set<Object> seen = new HashSet<>();
        for (Written some : written) {
            Set<Object> cells = new HashSet<>(some.cells(field));
            boolean again = cells.stream().anyMatch(seen::contains);
            boolean times = cells.stream()
                    .anyMatch(cell -> TIME.matcher(cell.toString()).find());
            if (cells.isEmpty() || again || times) {
                return Optional.empty();
            }
            seen.addAll(cells);
        }
        Set<String> forms = seen.stream().map(cell -> form(cell.toString())).collect(Collectors.toSet());
        return written.size() < 2
                ? Optional.empty()
                : Optional.of(new RandomText(
                        forms.size() == 1 ? Optional.of(forms.iterator().next()) : Optional.empty()));
    }

    private static String form(String text) {
        return text.replaceAll("\\p{Alnum}", "x");
    }

    Optional<Term> read(String cell) {
        boolean other = form.isPresent() && !form.get().equals(form(cell));
        return other ? Optional.empty() : Optional.of(Term.of(new Atom(DOMAIN, cell)));
    }
}
