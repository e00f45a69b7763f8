package io.runstwice.world;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks secrets in a text of any kind: what has the form of one, and what stands behind the name of one. */
final class SecretText {

    /** No name of a secret is without one of these, in small letters. */
    private static final List<String> NAMES = List.of(
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

    /** A rule that finds nothing in a text without one of these words: to look for words is fast, and most texts have none. */
    private record Rule(List<String> words, Pattern pattern, Function<MatchResult, String> shown) {

        String apply(String text, String small) {
            return words.stream().noneMatch(small::contains)
                    ? text
                    : pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(shown.apply(found)));
        }
    }

    private static final List<Rule> FORMS = List.of(
            whole(List.of("-----begin"), "-----BEGIN [A-Z0-9 ]+-----[\\s\\S]*?(?:-----END [A-Z0-9 ]+-----|$)"),
            whole(List.of("eyj"), "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){1,4}"),
            whole(
                    List.of(
                            "_live_",
                            "_test_",
                            "whsec_",
                            "gho_",
                            "ghp_",
                            "ghs_",
                            "ghu_",
                            "ghr_",
                            "github_pat_",
                            "glpat-",
                            "xox",
                            "xapp-",
                            "akia",
                            "asia",
                            "aiza",
                            "sg.",
                            "npm_",
                            "pypi-",
                            "sk-",
                            "shp",
                            "_v1_",
                            "hvs.",
                            "ya29.",
                            "hf_",
                            "key-",
                            "sq0",
                            "age-secret"),
                    "(?<![A-Za-z0-9])(?:(?:sk|rk|pk|sess|ek)_(?:live|test)_[A-Za-z0-9]{3,}|whsec_[A-Za-z0-9+/=]{3,}|gh[opsur]_[A-Za-z0-9]{10,}"
                            + "|github_pat_\\w{10,}|glpat-[\\w-]{10,}|xox[a-z]-[A-Za-z0-9-]{8,}|xapp-[A-Za-z0-9-]{8,}|(?:AKIA|ASIA)[A-Z0-9]{12,}"
                            + "|AIza[\\w-]{20,}|SG\\.[\\w-]{10,}\\.[\\w-]{10,}|npm_[A-Za-z0-9]{20,}|pypi-[\\w-]{20,}|sk-(?:ant-|proj-)?[\\w-]{16,}"
                            + "|shp(?:at|ca|pa|ss)_[A-Za-z0-9]{10,}|do[opr]_v1_[a-f0-9]{10,}|hvs\\.[\\w-]{10,}|ya29\\.[\\w-]{10,}|hf_[A-Za-z0-9]{16,}"
                            + "|key-[0-9a-f]{32}|sq0(?:atp|csp)-[\\w-]{10,}|AGE-SECRET-KEY-[A-Z0-9]+)"),
            rule(
                    List.of("bearer", "digest", "negotiate", "apikey"),
                    "(?i)\\b(Bearer|Digest|Negotiate|ApiKey)(\\s+)(?!token|auth|realm|scheme)(?=[^\\s]{6})([A-Za-z0-9._~+/=-]+)",
                    SecretText::scheme),
            rule(List.of("basic"), "(?i)\\b(Basic)(\\s+)([A-Za-z0-9+/]{4,}={0,2})", SecretText::basic),
            rule(
                    List.of("jdbc:oracle"),
                    "(jdbc:oracle:[a-z0-9]+:)[^\\s@/]+/[^\\s@]+@",
                    found -> found.group(1) + Redaction.MASK + "@"),
            rule(
                    List.of("://"),
                    "(://)(?:[^\\s/?#\"'<>@:]+:(?![0-9]{1,5}(?:[/?#]|$))[^\\s?#\"'<>]*@|[^\\s/?#\"'<>]*@)",
                    found -> found.group(1) + Redaction.MASK + "@"));

    /** How servers quote what they refuse. */
    private static final List<Rule> REFUSALS = List.of(
            rule(
                    List.of(")=("),
                    "\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)=\\((.*?)\\)(?= already| is not| is still| conflicts| would|[.;,]|\\s|$)",
                    SecretText::key),
            rule(
                    List.of("failing row"),
                    "(Failing row contains \\().*?\\)(?=\\.|$|\\s*\\n)",
                    found -> found.group(1) + Redaction.MASK + ")"),
            rule(
                    List.of("/* key:"),
                    "(?s)( ON [\\w.\"$]+\\([^()]*\\) \\( /\\* key:[^ ]* \\*/ ).*?(\\)\"|$)",
                    found -> found.group(1) + Redaction.MASK + found.group(2)),
            rule(
                    List.of(") values ("),
                    "(?s)( ON [\\w.\"$]+\\()([^()]*)(\\) VALUES \\()(.*?)(\\)\")",
                    SecretText::h2Key),
            rule(List.of("duplicate entry"), "(Duplicate entry ')(.*?)(' for key '([^']*)')", SecretText::mariaDbKey),
            rule(
                    List.of("pass", "identified", "salt", "hash"),
                    "(?i)(\\b(?:encrypted )?(?:password|passphrase|identified (?:by|via \\w+ using|with \\w+ (?:as|by))(?: password)?|salt|hash)(?:\\s+|\\s*\\(\\s*))[EeNnBbXx]?('(?:[^'\\\\]|''|\\\\.)*(?:'|$))",
                    found -> isNothing(unquoted(found.group(2)))
                            ? found.group()
                            : found.group(1) + "'" + Redaction.MASK + "'"),
            rule(
                    NAMES,
                    "(['\"])([\\w.{}$-]+)\\1(\\s*,\\s*)('(?:[^'\\\\]|''|\\\\.)*(?:'|$)|\"(?:[^\"\\\\]|\\\\.)*(?:\"|$))",
                    SecretText::pair),
            rule(NAMES, "(?<![\\w-])(--?)([A-Za-z][\\w.-]*)(\\s+)(?!-)(\\S+)", SecretText::option),
            rule(NAMES, "<([A-Za-z][\\w:.-]*)(\\s[^<>]*)?>([^<]+)(?=</|$)", SecretText::element),
            rule(
                    List.of("name=", "key="),
                    "((?:name|key)=\\\\?\"([^\"\\\\]+)\\\\?\"(?:\\s*value=\\\\?\"|(?:\\\\r|\\\\n|\\s)+))([^\"\\s\\\\]+)",
                    found -> SecretNames.isSecret(found.group(2)) ? found.group(1) + Redaction.MASK : found.group()),
            rule(
                    List.of("pass", "secret", "token", "key"),
                    "(?i)(?<!unexpected |unrecognized )\\b(password|passwd|passphrase|secret|token|api key)(\\s+(?:(?:is|was):?\\s+)?)(?=[^\\s'\"]*[0-9])(?=[^\\s'\"]*[a-z])([^\\s'\",;)(#=:/]{4,})",
                    found -> found.group(1) + found.group(2) + Redaction.MASK),
            rule(
                    List.of("-u ", "--user "),
                    "(?<=\\s)(-u|--user)(\\s+[^\\s:]+:)[^\\s]+",
                    found -> found.group(1) + found.group(2) + Redaction.MASK));

    private SecretText() {}

    static String masked(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        String masked = text;
        for (Rule rule : FORMS) {
            masked = rule.apply(masked, small);
        }
        for (Rule rule : REFUSALS) {
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

    private static Rule whole(List<String> words, String regex) {
        return rule(words, regex, found -> Redaction.MASK);
    }

    private static Rule rule(List<String> words, String regex, Function<MatchResult, String> shown) {
        return new Rule(words, Pattern.compile(regex), shown);
    }

    /** {@code Bearer abc}; in prose a bearer carries something else. */
    private static String scheme(MatchResult found) {
        boolean prose = found.group(3).matches("[a-z]+") && found.group(1).matches("[a-z]+");
        return prose ? found.group() : found.group(1) + found.group(2) + Redaction.MASK;
    }

    /** {@code Basic dXNlcjpwYXNz} holds a user and a password. */
    private static String basic(MatchResult found) {
        try {
            byte[] decoded = Base64.getDecoder().decode(found.group(3));
            for (byte one : decoded) {
                if (one == ':') {
                    return found.group(1) + found.group(2) + Redaction.MASK;
                }
            }
        } catch (IllegalArgumentException noBase64) {
            // a word of prose
        }
        return found.group();
    }

    private static String key(MatchResult found) {
        return anySecret(found.group(1)) ? "(" + found.group(1) + ")=(" + Redaction.MASK + ")" : found.group();
    }

    private static String h2Key(MatchResult found) {
        return anySecret(found.group(2))
                ? found.group(1) + found.group(2) + found.group(3) + Redaction.MASK + found.group(5)
                : found.group();
    }

    private static String mariaDbKey(MatchResult found) {
        return anySecret(found.group(4)) ? found.group(1) + Redaction.MASK + found.group(3) : found.group();
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
        String value = unquoted(found.group(4));
        String quote = found.group(4).substring(0, 1);
        return SecretNames.isSecret(found.group(2), value) && !isNothing(value)
                ? found.group(1) + found.group(2) + found.group(1) + found.group(3) + quote + Redaction.MASK + quote
                : found.group();
    }

    private static String option(MatchResult found) {
        return SecretNames.isSecret(found.group(2), found.group(4))
                        && !found.group(2).contains("=")
                ? found.group(1) + found.group(2) + found.group(3) + Redaction.MASK
                : found.group();
    }

    private static String element(MatchResult found) {
        if (!SecretNames.isSecret(found.group(1), found.group(3)) || isNothing(found.group(3))) {
            return found.group();
        }
        String attributes = found.group(2) == null ? "" : found.group(2);
        return "<" + found.group(1) + attributes + ">" + Redaction.MASK;
    }
}
