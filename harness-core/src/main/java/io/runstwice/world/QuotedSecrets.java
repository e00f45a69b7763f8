package io.runstwice.world;

import java.util.List;
import java.util.regex.MatchResult;

/** The ways in which servers, shells and documents quote a value under a name. */
final class QuotedSecrets {

    static final List<SecretRule> ALL = List.of(
            SecretRule.of(
                    List.of(")=("),
                    "\\(([^()]*+(?:\\([^()]*+\\)[^()]*+)*+)\\)=\\((.*?)\\)(?= already| is not| is still| conflicts| would|[.;,]|\\s|$)",
                    QuotedSecrets::key),
            SecretRule.of(
                    List.of("failing row"),
                    "(?s)(Failing row contains \\().*?(?:\\)(?=\\.(?!\\w)|\\s*+(?:\\n|$))|$)",
                    found -> found.group(1) + SecretWords.MASK + ")"),
            SecretRule.of(
                    List.of("/* key:"),
                    "(?s)( ON [\\w.\"$]+\\([^()]*\\) \\( /\\* key:[^ ]* \\*/ ).*?(\\)\"|$)",
                    found -> found.group(1) + SecretWords.MASK + found.group(2)),
            SecretRule.of(
                    List.of(") values ("),
                    "(?s)( ON [\\w.\"$]+\\()([^()]*)(\\) VALUES \\()(.*?)(\\)\")",
                    QuotedSecrets::h2Key),
            SecretRule.of(
                    List.of("duplicate entry"),
                    "(Duplicate entry ')(.*?)(' for key '([^']*)')",
                    QuotedSecrets::mariaDbKey),
            SecretRule.of(
                    List.of("pass", "identified", "salt", "hash"),
                    "(?i)(\\b(?:encrypted )?(?:password|passphrase|identified (?:by|via \\w+ using|with \\w+ (?:as|by))(?: password)?|salt|hash)(?:\\s+|\\s*\\(\\s*))[EeNnBbXx]?('(?:[^'\\\\]++|''|\\\\(?s:.))*+(?:'|\\\\?$))",
                    found -> SecretWords.isNothing(SecretWords.unquoted(found.group(2)))
                            ? found.group()
                            : found.group(1) + "'" + SecretWords.MASK + "'"),
            SecretRule.of(
                    SecretWords.NAMES,
                    "(['\"])([\\w.{}$-]+)\\1(\\s*,\\s*)('(?:[^'\\\\]++|''|\\\\(?s:.))*+(?:'|\\\\?$)|\"(?:[^\"\\\\]++|\\\\(?s:.))*+(?:\"|\\\\?$))",
                    QuotedSecrets::pair),
            SecretRule.of(
                    SecretWords.NAMES, "(?<![\\w.-])(--?)([A-Za-z][\\w.-]*+)(\\s++)(?!-)(\\S+)", QuotedSecrets::option),
            SecretRule.of(
                    SecretWords.NAMES, "<([A-Za-z][\\w:.-]*)(\\s[^<>]*+)?>([^<]++)(?=</|$)", QuotedSecrets::element),
            SecretRule.of(
                    List.of("name=", "key="),
                    "((?:name|key)=\\\\?\"([^\"\\\\]+)\\\\?\"(?:\\s*value=\\\\?\"|(?:\\\\r|\\\\n|\\s++)++))([^\"\\s\\\\]+)",
                    found -> SecretNames.isSecret(found.group(2)) ? found.group(1) + SecretWords.MASK : found.group()),
            SecretRule.of(
                    List.of("pass", "secret", "token", "key"),
                    "(?i)(?<!unexpected |unrecognized )\\b(password|passwd|passphrase|secret|token|api key)(\\s+(?:(?:is|was):?\\s+)?)(?=[^\\s'\"]*[0-9])(?=[^\\s'\"]*[a-z])([^\\s'\",;)(#=:/]{4,})",
                    found -> found.group(1) + found.group(2) + SecretWords.MASK),
            SecretRule.of(
                    List.of("-u ", "--user "),
                    "(?<=\\s)(-u|--user)(\\s+[^\\s:]+:)[^\\s]+",
                    found -> found.group(1) + found.group(2) + SecretWords.MASK));

    private QuotedSecrets() {}

    private static String key(MatchResult found) {
        return anySecret(found.group(1)) ? "(" + found.group(1) + ")=(" + SecretWords.MASK + ")" : found.group();
    }

    private static String h2Key(MatchResult found) {
        return anySecret(found.group(2))
                ? found.group(1) + found.group(2) + found.group(3) + SecretWords.MASK + found.group(5)
                : found.group();
    }

    private static String mariaDbKey(MatchResult found) {
        return anySecret(found.group(4)) ? found.group(1) + SecretWords.MASK + found.group(3) : found.group();
    }

    private static boolean anySecret(String names) {
        for (String name : names.split("[^\\w]+")) {
            if (SecretNames.isSecret(name)) {
                return true;
            }
        }
        return false;
    }

    private static String pair(MatchResult found) {
        String value = SecretWords.unquoted(found.group(4));
        String quote = found.group(4).substring(0, 1);
        return SecretNames.isSecret(found.group(2), value) && !SecretWords.isNothing(value)
                ? found.group(1) + found.group(2) + found.group(1) + found.group(3) + quote + SecretWords.MASK + quote
                : found.group();
    }

    private static String option(MatchResult found) {
        return SecretNames.isSecret(found.group(2), found.group(4))
                        && !found.group(2).contains("=")
                ? found.group(1) + found.group(2) + found.group(3) + SecretWords.MASK
                : found.group();
    }

    private static String element(MatchResult found) {
        if (!SecretNames.isSecret(found.group(1), found.group(3)) || SecretWords.isNothing(found.group(3))) {
            return found.group();
        }
        String attributes = found.group(2) == null ? "" : found.group(2);
        return "<" + found.group(1) + attributes + ">" + SecretWords.MASK;
    }
}
