package io.runstwice.world;

import java.util.Locale;

/** Masks secrets in a text of any kind: values that have the form of a secret, and values behind the name of one. */
final class SecretText {

    private SecretText() {}

    static String masked(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        String masked = text;
        for (SecretRule rule : SecretForms.ALL) {
            masked = rule.apply(masked, small);
        }
        for (SecretRule rule : QuotedSecrets.ALL) {
            masked = rule.apply(masked, small);
        }
        if (small.contains("into ")) {
            masked = Inserts.masked(masked);
        }
        if (SecretWords.NAMES.stream().anyMatch(small::contains)) {
            masked = Assignments.masked(masked);
        }
        return CardNumbers.masked(masked);
    }
}
