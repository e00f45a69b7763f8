package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads texts piece by piece. What stands around the pieces is literal, and so are the pieces that the baselines left
 * alone.
 *
 * @param forms how texts look that were taken apart, by what stands around their pieces
 */
record TextReading(TextCut cut, Map<List<String>, Form> forms) implements Reading<String> {

    /**
     * Texts with the same around their pieces.
     *
     * @param literal the places by whose pieces texts of this form are told apart; none if they need not be
     * @param sites the places that vary, by the pieces at those; the others are literal
     */
    record Form(Set<Integer> literal, Map<List<String>, Map<Integer, Site<String>>> sites) {}

    static List<String> at(Set<Integer> places, List<String> pieces) {
        List<String> some = new ArrayList<>();
        places.forEach(place -> some.add(pieces.get(place)));
        return some;
    }

    @Override
    public Optional<Term> read(String value, Seen run) {
        TextCut.Pieces text = cut.apart(value);
        Form form = forms.get(text.around());
        if (form == null) {
            return Optional.empty();
        }
        Map<Integer, Site<String>> sites = form.sites.get(at(form.literal, text.pieces()));
        return sites == null ? Optional.empty() : read(text, sites, run);
    }

    private Optional<Term> read(TextCut.Pieces text, Map<Integer, Site<String>> sites, Seen run) {
        List<Term> terms = new ArrayList<>();
        for (int place = 0; place < text.pieces().size(); place++) {
            String piece = text.pieces().get(place);
            terms.add(Term.literal(text.around().get(place)));
            Site<String> site = sites.get(place);
            Optional<Term> term = site == null ? Optional.of(Term.literal("text " + piece)) : site.read(piece, run);
            if (term.isEmpty()) {
                return Optional.empty();
            }
            terms.add(term.get());
        }
        terms.add(Term.literal(text.around().get(text.pieces().size())));
        return Optional.of(Term.of("pieces", terms));
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        forms.values().forEach(form -> form.sites.values().forEach(sites -> sites.values()
                .forEach(site -> site.tell(path, to))));
    }
}
