package io.runstwice.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads values that a generator of the run gave.
 *
 * @param domains where the baselines drew what stands at this site
 * @param width how many digits a number has at least, with zeros before it
 */
record IdReading(List<String> domains, int width) implements Reading<String> {

    private static final Pattern PADDED = Pattern.compile("0\\d+");

    /**
     * Learns a site at which every varying value of every baseline was drawn in that baseline.
     *
     * @param counts the domains that count
     */
    static Optional<IdReading> of(
            Values<String> varying, List<Drawn> runs, Layout.Field field, Predicate<String> counts) {
        int width = width(varying);
        if (!varying.all().allMatch(value -> isWide(value, width))) {
            return Optional.empty();
        }
        Set<String> all = null;
        Set<String> any = null;
        for (int run = 0; run < runs.size(); run++) {
            Set<String> drawnHere = new HashSet<>();
            for (String value : varying.byRun().get(run)) {
                Set<String> domains =
                        runs.get(run).domainsOf(value).stream().filter(counts).collect(Collectors.toSet());
                if (domains.isEmpty()) {
                    return Optional.empty();
                }
                drawnHere.addAll(domains);
                all = meet(all, domains);
            }
            any = meet(any, drawnHere);
        }
        if (all != null && !all.isEmpty()) {
            return Optional.of(new IdReading(List.of(Affinity.best(List.copyOf(all), field, "")), width));
        }
        return any == null || any.isEmpty()
                ? Optional.empty()
                : Optional.of(new IdReading(new ArrayList<>(new TreeSet<>(any)), width));
    }

    private static int width(Values<String> values) {
        return values.all()
                .filter(IdReading::isPadded)
                .mapToInt(String::length)
                .min()
                .orElse(0);
    }

    private static boolean isPadded(String value) {
        return PADDED.matcher(value).matches();
    }

    /** Whether it is no number, or written like the others. */
    private static boolean isWide(String value, int width) {
        return isPadded(value) ? value.length() == width : width == 0 || value.length() >= width;
    }

    private static Set<String> meet(@org.jspecify.annotations.Nullable Set<String> known, Set<String> more) {
        Set<String> both = new HashSet<>(more);
        if (known != null) {
            both.retainAll(known);
        }
        return both;
    }

    @Override
    public Optional<Term> read(String value, Seen run) {
        Set<String> drawn = run.drawn().domainsOf(value);
        return drawn.isEmpty() || !isWide(value, width)
                ? Optional.empty()
                : domains.stream()
                        .filter(drawn::contains)
                        .findFirst()
                        .map(domain -> Term.of(run.drawn().atom(domain, value)));
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        to.accept(path, Noise.GENERATED);
    }
}
