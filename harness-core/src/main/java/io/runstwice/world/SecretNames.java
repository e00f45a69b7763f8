package io.runstwice.world;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names under which secrets stand. A name is read word by word, so that a {@code secretary} is none and
 * {@code clientSecret} is one. A name that says something about a secret ({@code token_count},
 * {@code password_changed_at}) is none either.
 */
final class SecretNames {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NUMBERED = Pattern.compile("(?<=[a-z])[0-9]+(?=_|$)");

    /** Words that make a name secret, with any other words beside them. */
    private static final Pattern WORD = Pattern.compile(
            "(^|_)(pass_?(word|wd|phrase|code|wort)s?|pwd?|kennwort|senha|secrets?|credentials?"
                    + "|authori[sz]ation|apikeys?|[a-z]*(password|passwd|apikey|secretkey|privatekey|accesskey|clientsecret)"
                    + "|(api|access|secret|private|signing|encryption|master|ssh|session|client|account|shared|subscription|license)_keys?)(_|$)");

    /** Words that make a name secret at its end, or before the name of a derived value. */
    private static final Pattern END = Pattern.compile(
            "(^|_)([a-z]*token|(access|refresh|auth|api|bearer|session|csrf|reset|id|security)_tokens|pin|t?otp|jwt"
                    + "|bearer|cv[cv]|csc|pan|ssn|iban|sig|(cc|card|account)_?(number|num|no|nr)|(recovery|backup|pin)_codes?|(set_)?cookie"
                    + "|[a-z]*sessid|jsessionid|amz_signature|(db|user|admin|login|smtp|root|sudo|ftp|proxy|http)_?pass|mot_de_passe)"
                    + "(?:_(?:hash|hashed|value|digest|data|raw|plain|enc|encrypted|secret|key|code|block|text)(?=_|$))*+$");

    private static final Pattern WHOLE = Pattern.compile("(x_)?(auth|pass|key_?pass)");

    /**
     * Numbers under these names count something, or are the key of a row. Any other value is a secret, or a list of
     * them.
     */
    private static final Pattern UNLESS_A_NUMBER =
            Pattern.compile("(^|_)([a-z]*tokens|pins|t?otps|jwts|cookies|sess(ion)?_?ids?|sids?)$");

    private static final Pattern NUMBERS = Pattern.compile("[^\\p{L}]*");

    /** Words that say something about a secret, and give nothing of it away. */
    private static final Pattern ABOUT = Pattern.compile(
            "_(counts?|length|len|size|at|on|date|time|expir[a-z]*|changed|updated|created|attempts?|tries"
                    + "|retries|polic(y|ies)|strength|required|enabled|disabled|set|types?|kind|version|ttl|ids?|limit|usage|used|budget|costs?"
                    + "|price|status|state|valid|names?|label|ur[il]|endpoint|alg|algorithm|format|seconds|minutes|hours|days|bytes|total|rate"
                    + "|scope|issuer|provider|owner|reset|rotation|rotated|is_null)$");

    private static final Pattern CARD =
            Pattern.compile("(^|_)(cards?|cc|pan|cardnumber|creditcard)(_(?!ids?$)|$)|^number$");

    private SecretNames() {}

    static boolean isSecret(String name) {
        String words = words(name);
        return (WORD.matcher(words).find() && !ABOUT.matcher(words).find())
                || END.matcher(words).find()
                || WHOLE.matcher(words).matches();
    }

    /** Whether this value is a secret, where the name alone does not tell. */
    static boolean isSecret(String name, String value) {
        return isSecret(name)
                || isSecretUnlessANumber(name) && !NUMBERS.matcher(value).matches();
    }

    static boolean isSecretUnlessANumber(String name) {
        return UNLESS_A_NUMBER.matcher(words(name)).find();
    }

    /** Whether a number under this name may be that of a card. */
    static boolean isOfACard(String name) {
        return CARD.matcher(words(name)).find();
    }

    private static String words(String name) {
        String apart = HUMP.matcher(name).replaceAll("_");
        String words = BETWEEN.matcher(apart).replaceAll("_").toLowerCase(Locale.ROOT);
        return NUMBERED.matcher(words).replaceAll("");
    }
}
