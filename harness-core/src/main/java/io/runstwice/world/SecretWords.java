package io.runstwice.world;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words by which secrets are known, and those that give nothing away. */
final class SecretWords {

    /** The text in the place of a secret. */
    static final String MASK = "***";

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

    private SecretWords() {}

    /** Whether a value gives nothing away: there is none, or it is masked already. */
    static boolean isNothing(String value) {
        String bare = value.strip();
        return NOTHING.contains(bare.toLowerCase(Locale.ROOT)) || bare.startsWith(MASK) || bare.matches("<[^<>]*>");
    }

    static String unquoted(String text) {
        return text.replaceAll("^[\"'`]|[\"'`]$", "");
    }
}
