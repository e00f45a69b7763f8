package io.runstwice.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a real service is called at the tap, and the other way round. A client that follows an address of
 * the service's own would lead around the tap.
 *
 * <p>Found in any text: with a scheme or without, with the slashes of a JSON text escaped or not, on the loopback under
 * each of its names.
 */
final class Addresses {

    private static final String LOOPBACK = "(?:localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1\\])";

    private static final int BASE = 5;

    private final Pattern real;
    private final String base;
    private final String origin;
    private final URI tap;

    /**
     * @param service where the real one is
     * @param tap where the tap listens as long as the exploration goes on
     */
    Addresses(URI service, URI tap) {
        String scheme = String.valueOf(service.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(service.getHost());
        String path = service.getRawPath() == null ? "" : service.getRawPath();
        this.base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.origin = scheme + "://" + service.getRawAuthority() + base;
        this.tap = tap;
        this.real = Pattern.compile(authority(scheme, host, service.getPort()) + path(base), Pattern.CASE_INSENSITIVE);
    }

    /**
     * Without its port a host is an address only behind slashes: else it may be the end of an e-mail address.
     */
    private static String authority(String scheme, String host, int port) {
        int usual = scheme.equals("https") ? 443 : 80;
        boolean isUsual = port < 0 || port == usual;
        String slashes = "(?:(?:(https?)(:|%3A))?((?:\\\\?/|%2F){2}))" + (isUsual ? "" : "?");
        String name = host.matches(LOOPBACK) ? LOOPBACK : Pattern.quote(host);
        String number = "(?:(:|%3A)" + (isUsual ? usual + ")?" : port + ")");
        return "(?<![\\w.-])" + slashes + name + number + "(?![\\w-]|\\.[\\w-]|:\\d)";
    }

    /** The base path, where a segment ends with it; else an address leads to where the tap cannot. */
    private static String path(String base) {
        String escaped = Pattern.quote(base).replace("/", "\\E(?:\\\\?/|%2F)\\Q");
        return base.isEmpty() ? "()" : "(" + escaped + "(?![^\\\\/?#\"'<>%\\s]))?";
    }

    /** The same text with addresses at the tap; null if one of them cannot be reached through it. */
    @Nullable
    String atTheTap(String text) {
        Matcher matcher = real.matcher(text);
        StringBuilder there = new StringBuilder();
        while (matcher.find()) {
            if (matcher.group(BASE) == null) {
                return null;
            }
            matcher.appendReplacement(there, Matcher.quoteReplacement(replacement(matcher.toMatchResult())));
        }
        return matcher.appendTail(there).toString();
    }

    private String replacement(MatchResult found) {
        String scheme = found.group(1) == null ? "" : "http" + found.group(2);
        String slashes = found.group(3) == null ? "" : found.group(3);
        String colon = found.group(4) == null ? ":" : found.group(4);
        return scheme + slashes + tap.getHost() + colon + tap.getPort();
    }

    /**
     * The target of a relative reference as the tap knows it: without the base path that the tap adds. Null if it is
     * not below that.
     */
    @Nullable
    String relative(String reference) {
        if (base.isEmpty() || !reference.startsWith("/") || reference.startsWith("//")) {
            return reference;
        }
        String rest = reference.startsWith(base) ? reference.substring(base.length()) : null;
        return rest == null || !rest.isEmpty() && "/?#".indexOf(rest.charAt(0)) < 0
                ? null
                : rest.isEmpty() ? "/" : rest;
    }

    /** The same text as the service would have to get it. */
    String atTheService(String text) {
        return text.replace("http://" + tap.getRawAuthority(), origin)
                .replace("http:\\/\\/" + tap.getRawAuthority(), origin.replace("/", "\\/"));
    }

    /** Whether a header that names a place leads to another server. */
    boolean isElsewhere(String reference) {
        return reference.matches("(?i)(https?:)?//.*")
                && !real.matcher(reference).lookingAt();
    }
}
