package io.runstwice.world;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Masks secrets in a text of any kind: what has the form of one, and what stands behind the name of one. */
final class SecretText {

    /** No name of a secret is without one of these, in small letters. */
    static final List<String> NAMES = List.of(
            "pass",
            "pwd",
            "kennwort",
            "senha",
            "secret",
            "token",
            "key",
            "auth",
            "credential",
            "cookie",
            "cv",
            "csc",
            "pin",
            "pan",
            "ssn",
            "sess",
            "sid",
            "sid",
            "iban",
            "otp",
            "jwt",
            "bearer",
            "sig",
            "card",
            "cc",
            "account",
            "code");

    private static final Set<String> NOTHING = Set.of(
            "", "null", "true", "false", "?", "default", "none", "<null>", "''", "\"\"", "{}", "[]", "***", "(***)");

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
        if (NAMES.stream().anyMatch(small::contains)) {
            masked = Assignments.masked(masked);
        }
        return CardNumbers.masked(masked);
    }

    /** Whether a value gives nothing away: there is none, or it is masked already. */
    static boolean isNothing(String value) {
        String bare = value.strip();
        return NOTHING.contains(bare.toLowerCase(Locale.ROOT))
                || bare.startsWith(Redaction.MASK)
                || bare.matches("<[^<>]*>");
    }

    static String unquoted(String text) {
        return text.replaceAll("^[\"'`]|[\"'`]$", "");
    }
}
