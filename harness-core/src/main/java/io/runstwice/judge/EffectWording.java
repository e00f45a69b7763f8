package io.runstwice.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The texts that tell the effects of a plain delivery apart, without the words that change from baseline to baseline:
 * one mail is told from another by its constant words.
 *
 * @param texts word by word, with a gap for each that varies
 */
record EffectWording(List<List<String>> texts) {

    private static final String GAP = "";

    /**
     * Learns it.
     *
     * @param baselines the effects of each baseline
     */
    static EffectWording of(List<List<TracedEffect>> baselines) {
        List<TracedEffect> first = baselines.get(0);
        boolean alike = baselines.stream().allMatch(other -> other.size() == first.size());
        return new EffectWording(IntStream.range(0, first.size())
                .mapToObj(i -> common(
                        words(first.get(i).what()),
                        alike
                                ? baselines.stream()
                                        .map(other -> words(other.get(i).what()))
                                        .toList()
                                : List.of()))
                .distinct()
                .toList());
    }

    private static List<String> words(String what) {
        return List.of(what.split(" ", -1));
    }

    private static List<String> common(List<String> first, List<List<String>> others) {
        List<String> common = new ArrayList<>(first);
        for (List<String> other : others) {
            for (int i = 0; i < common.size() && other.size() == common.size(); i++) {
                if (!common.get(i).equals(other.get(i))) {
                    common.set(i, GAP);
                }
            }
        }
        return Collections.unmodifiableList(common);
    }

    /** An effect as it is told from others. */
    TracedEffect told(TracedEffect effect) {
        List<String> words = words(effect.what());
        return texts.stream()
                .filter(text -> fits(text, words))
                .findFirst()
                .map(text -> new TracedEffect(effect.number(), effect.at(), effect.worker(), String.join(" ", text)))
                .orElse(effect);
    }

    private static boolean fits(List<String> text, List<String> words) {
        return text.size() == words.size()
                && IntStream.range(0, text.size())
                        .allMatch(i -> text.get(i).equals(GAP) || text.get(i).equals(words.get(i)));
    }

    List<TracedEffect> in(Trace trace, java.util.function.Predicate<Trace.Place> where) {
        return TracedEffect.in(trace, where).stream().map(this::told).toList();
    }

    static Map<String, Integer> counts(List<TracedEffect> effects) {
        Map<String, Integer> counts = new HashMap<>();
        effects.forEach(effect -> counts.merge(effect.what(), 1, Integer::sum));
        return counts;
    }
}
