package io.runstwice.world;

import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;

/** Secrets that show by their form alone, under any name. */
final class SecretForms {

    static final List<SecretRule> ALL = List.of(
            SecretRule.of(
                    List.of("/services/t", "/hooks/t", "/workflows/t", "/triggers/t"),
                    "(/(?:services|hooks|workflows|triggers)/)T[A-Z0-9]{3,20}/[A-Z0-9]{3,20}/[\\w/-]{4,200}",
                    found -> found.group(1) + SecretWords.MASK),
            SecretRule.of(
                    List.of("/hooks/catch/"),
                    "(/hooks/catch/)[\\w/-]{3,200}",
                    found -> found.group(1) + SecretWords.MASK),
            SecretRule.of(List.of("hook"), "(/(?:[a-z_-]{0,20})hooks?/)([\\w/@.-]{8,300})", SecretForms::afterAHook),
            SecretRule.of(
                    List.of("password="),
                    "((?:^|;)PASSWORD=)([^\\s;\"'*]{1,200} [^;\"'\\n]{1,200})",
                    found -> found.group(1) + SecretWords.MASK),
            SecretRule.of(
                    List.of("@tcp(", "@unix(", "@udp("),
                    "(?<![\\w.:-])[\\w.-]{1,64}:[^\\s@\"']{1,100}(@(?:tcp|unix|udp)\\()",
                    found -> SecretWords.MASK + found.group(1)),
            SecretRule.of(List.of("/bot"), "(/bot)[0-9]{6,}:[\\w-]{20,}", found -> found.group(1) + SecretWords.MASK),
            SecretRule.whole(
                    List.of("-----begin"), "-----BEGIN [A-Z0-9 ]+-----[\\s\\S]*?(?:-----END [A-Z0-9 ]+-----|$)"),
            SecretRule.whole(List.of("eyj"), "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){1,4}"),
            SecretRule.whole(
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
            SecretRule.of(
                    List.of("bearer", "digest", "negotiate", "apikey"),
                    "(?i)\\b(Bearer|Digest|Negotiate|ApiKey)(\\s+)(?!token|auth|realm|scheme)(?=[^\\s]{6})([A-Za-z0-9._~+/=-]+)",
                    SecretForms::scheme),
            SecretRule.of(List.of("basic"), "(?i)\\b(Basic)(\\s+)([A-Za-z0-9+/]{4,}={0,2})", SecretForms::basic),
            SecretRule.of(
                    List.of("jdbc:oracle"),
                    "(jdbc:oracle:[a-z0-9]+:)[^\\s@/]+/[^\\s@]+@",
                    found -> found.group(1) + SecretWords.MASK + "@"),
            SecretRule.of(
                    List.of("://"),
                    "(://)(?:[^\\s/?#\"'<>@:]{1,400}:(?![0-9]{1,5}(?:[/?#]|$))[^\\s?#\"'<>]{0,400}@|[^\\s/?#\"'<>]{0,400}@)",
                    found -> found.group(1) + SecretWords.MASK + "@"));

    private SecretForms() {}

    /** Masks the parts of a path that are drawn at random: everyone who knows them may post. */
    private static String afterAHook(MatchResult found) {
        StringBuilder shown = new StringBuilder(found.group(1));
        for (String part : found.group(2).split("(?<=/)")) {
            String bare = part.replace("/", "");
            boolean digits = bare.chars().anyMatch(Character::isDigit);
            boolean letters = bare.chars().anyMatch(Character::isLetter);
            boolean drawn = bare.length() >= 16 && digits && letters || bare.length() >= 32;
            shown.append(drawn ? SecretWords.MASK + (part.endsWith("/") ? "/" : "") : part);
        }
        return shown.toString();
    }

    /** {@code Bearer abc}; in prose a bearer carries something else. */
    private static String scheme(MatchResult found) {
        boolean prose = found.group(3).matches("[a-z]+") && found.group(1).matches("[a-z]+");
        return prose ? found.group() : found.group(1) + found.group(2) + SecretWords.MASK;
    }

    /** {@code Basic dXNlcjpwYXNz} holds a user and a password. */
    private static String basic(MatchResult found) {
        try {
            byte[] decoded = Base64.getDecoder().decode(found.group(3));
            for (byte one : decoded) {
                if (one == ':') {
                    return found.group(1) + found.group(2) + SecretWords.MASK;
                }
            }
        } catch (IllegalArgumentException noBase64) {
            // a word of prose
        }
        return found.group();
    }
}
