package io.runstwice.judge;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The domain that a value most likely comes from when it was drawn in several of them: names decide. */
final class Affinity {

    private Affinity() {}

    static String best(List<String> domains, Layout.Field field, String text) {
        String words = (field.name() + " " + text).toLowerCase(Locale.ROOT);
        return domains.stream()
                .max(Comparator.comparingInt((String domain) -> score(domain, field, words))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static int score(String domain, Layout.Field field, String words) {
        String table = domain.substring(0, domain.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        String noun = table.replaceFirst(".*[ /.]", "").replaceFirst("s$", "");
        if (!noun.isEmpty() && words.contains(noun)) {
            return 2;
        }
        String own = field.id().substring(0, field.id().lastIndexOf('.')).toLowerCase(Locale.ROOT);
        return own.equals(table) ? 1 : 0;
    }
}
