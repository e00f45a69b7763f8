package io.runstwice.http.wire;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which header fields of a request say what is to be done. A client adds others by itself, or a job to say who asks,
 * when and under which name: they differ from call to call, and the same work is done.
 */
final class Intent {

    private static final Set<String> OF_THE_MESSAGE = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "content-md5",
            "user-agent",
            "authorization",
            "cookie",
            "cookie2",
            "date",
            "cache-control",
            "pragma",
            "expect",
            "origin",
            "referer",
            "via",
            "forwarded",
            "priority",
            "dnt",
            "upgrade-insecure-requests",
            "b3",
            "baggage",
            "newrelic",
            "stripe-version");

    private static final Pattern OF_THE_CALL = Pattern.compile("accept(-.*)?|sec-.*|if-.*|x-forwarded-.*|x-real-ip"
            + "|x-b3-.*|x-datadog-.*|x-stripe-client-.*|elastic-apm-.*|sentry-.*"
            + "|.*(trace|span|correlation).*|.*request-?id.*|.*idempot.*"
            + "|.*(auth|api-?key|access-?key|token|secret|signature|digest|nonce|session|csrf|xsrf|password).*"
            + "|.*(timestamp|-date|-time)|.*(user-agent|client-version|sdk).*");

    private Intent() {}

    /** The fields that tell one request from another. */
    static Headers of(Headers headers) {
        return headers.endToEnd().where(Intent::says);
    }

    private static boolean says(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return !OF_THE_MESSAGE.contains(name) && !OF_THE_CALL.matcher(name).matches();
    }
}
