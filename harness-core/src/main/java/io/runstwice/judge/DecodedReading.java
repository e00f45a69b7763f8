package io.runstwice.judge;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads text that stands for another text: a document of JSON, a JWT, a part of a URL.
 *
 * @param code how the text is decoded
 * @param site the site of the decoded values
 */
record DecodedReading<T>(Code<T> code, Reading<T> site) implements Reading<String> {

    /** A way in which text stands for something. */
    interface Code<T> {
        Optional<T> decode(String text);
    }

    private static final Pattern ESCAPED = Pattern.compile("(?=[^%]*+%[0-9A-Fa-f]{2})[\\w.~*+!'()%\\P{ASCII}-]++");
    private static final Pattern ELEMENT =
            Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\",{}\\\\\\s][^\",{}\\\\]*+)", Pattern.DOTALL);
    private static final Pattern ARRAY_TEXT =
            Pattern.compile("\\{(?:" + ELEMENT.pattern() + ")(?:,(?:" + ELEMENT.pattern() + "))*+\\}", Pattern.DOTALL);
    private static final Pattern HEX_TEXT = Pattern.compile("(?:\\\\x)?([0-9a-f]{16,400000})");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]*");

    /** An object or array as text. */
    static final Code<Json> JSON = Json::container;

    /** RFC 7519: header and claims are JSON, the signature is text. */
    static final Code<Json> TOKEN = text -> token(text).map(Json.class::cast);

    /** A JWT whose claims vary: other claims have another signature. Its length counts. */
    static final Code<Json> CLAIMS = text -> token(text).map(DecodedReading::unsigned);

    private static Json unsigned(Json.Elements token) {
        List<Json> all = new ArrayList<>(token.all());
        all.add(new Json.Number(
                Integer.toString(((Json.Text) all.remove(2)).text().length())));
        return new Json.Elements(all);
    }

    /** An array as PostgreSQL writes it: {@code {a,"b c"}}. */
    static final Code<Json> ARRAY = DecodedReading::array;

    /** RFC 3986: percent-encoded. */
    static final Code<String> PERCENT = DecodedReading::percent;

    /** Bytes, as databases show them: text in UTF-8. */
    static final Code<String> BYTES = DecodedReading::bytes;

    /** Bytes that are no text, without what PostgreSQL puts before them. */
    static final Code<String> HEX = text -> text.startsWith("\\x") ? Optional.of(text.substring(2)) : Optional.empty();

    private static Optional<String> bytes(String text) {
        Matcher hex = HEX_TEXT.matcher(text);
        if (!hex.matches() || hex.group(1).length() % 2 == 1) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex.group(1)));
            String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return UNPRINTABLE.matcher(decoded).find() ? Optional.empty() : Optional.of(decoded);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static Optional<Json.Elements> token(String text) {
        if (!JWT.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] segments = text.split("\\.", -1);
        try {
            List<Json> all = new ArrayList<>();
            for (String segment : List.of(segments[0], segments[1])) {
                String json = new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8);
                all.add(Json.container(json).orElseThrow(IllegalArgumentException::new));
            }
            all.add(new Json.Text(segments[2]));
            return Optional.of(new Json.Elements(all));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private static Optional<Json> array(String text) {
        if (!ARRAY_TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        List<Json> elements = new ArrayList<>();
        for (Matcher next = ELEMENT.matcher(text); next.find(); ) {
            String quoted = next.group(1);
            elements.add(
                    quoted == null ? new Json.Text(next.group(2)) : new Json.Text(quoted.replaceAll("\\\\(.)", "$1")));
        }
        return Optional.of(new Json.Elements(elements));
    }

    private static Optional<String> percent(String text) {
        if (!ESCAPED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Term> read(String value, Seen run) {
        return code.decode(value).flatMap(decoded -> site.read(decoded, run));
    }

    @Override
    public void tell(String path, BiConsumer<String, Noise> to) {
        site.tell(path, to);
        if (code == CLAIMS) {
            to.accept(path + ".signature", Noise.OPAQUE);
        }
    }
}
