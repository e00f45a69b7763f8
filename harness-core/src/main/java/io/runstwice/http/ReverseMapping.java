package io.runstwice.http;

import io.runstwice.http.wire.Answer;
import io.runstwice.http.wire.Flight;
import io.runstwice.http.wire.Headers;
import io.runstwice.http.wire.Labels;
import io.runstwice.http.wire.Request;
import io.runstwice.http.wire.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets what a real service says of itself lead through the tap: its address is replaced by the tap's in the headers and
 * the text of replies, and back again in what a job sends along. Where that cannot be done the run is in doubt.
 * Thread-safe.
 */
final class ReverseMapping {

    private static final Set<String> PLACES = Set.of("location", "content-location");
    private static final List<String> DIGESTS = List.of("Content-Digest", "Repr-Digest", "Digest", "Content-MD5");
    private static final Pattern TEXT = Pattern.compile("text/.*|.*(json|xml|html|javascript|urlencoded|yaml).*");

    private final Addresses addresses;
    private final Surroundings surroundings;
    private final Set<String> elsewhere = new ConcurrentSkipListSet<>();
    private volatile boolean handedOut;

    ReverseMapping(Addresses addresses, Surroundings surroundings) {
        this.addresses = addresses;
        this.surroundings = surroundings;
    }

    /** No job knows a link yet. */
    void beginRun() {
        handedOut = false;
    }

    /** What the job is not seen to do. */
    List<String> remarks() {
        return elsewhere.stream()
                .map(place -> "named in a reply, and not tapped: " + place)
                .toList();
    }

    /** The request as it goes to the service: links that the job had from it are its own again. */
    Request request(Request request) {
        if (!handedOut) {
            return request;
        }
        Headers headers = new Headers(request.headers().fields().stream()
                .map(field -> field.is("Host")
                        ? field
                        : new Headers.Field(field.name(), addresses.atTheService(field.value())))
                .toList());
        boolean isText = TEXT.matcher(request.type()).matches();
        byte[] body = isText ? bytes(addresses.atTheService(text(request.body()))) : request.body();
        return new Request(request.method(), request.target(), headers, body);
    }

    /** The reply as the job gets it. */
    Answer reply(Flight flight, Answer answer) {
        Headers headers = new Headers(answer.headers().fields().stream()
                .map(field -> new Headers.Field(field.name(), header(flight, field)))
                .toList());
        byte[] body = body(flight, answer);
        handedOut |= body != answer.body() || !headers.equals(answer.headers());
        return answer.with(headers, body);
    }

    private String header(Flight flight, Headers.Field field) {
        boolean isPlace = PLACES.contains(field.name().toLowerCase(Locale.ROOT));
        if (isPlace && flight.worker() != null && addresses.isElsewhere(field.value())) {
            elsewhere.add(Labels.origin(field.value()));
        }
        String relative = isPlace ? addresses.relative(field.value()) : field.value();
        String mapped = relative == null ? null : addresses.atTheTap(relative);
        if (mapped == null) {
            doubt(flight, "its " + field.name() + " is not below the path that inFrontOf(...) names");
            return field.value();
        }
        return mapped;
    }

    private byte[] body(Flight flight, Answer answer) {
        String packed = answer.headers().first("Content-Encoding");
        boolean isPlain = packed == null || packed.equalsIgnoreCase("identity");
        String text = isPlain ? text(answer.body()) : unpacked(answer.body());
        String mapped = addresses.atTheTap(text);
        if (text.equals(mapped)) {
            return answer.body();
        }
        String reason = mapped == null
                ? "it names an address that is not below the path that inFrontOf(...) names"
                : reason(answer, isPlain);
        if (reason != null) {
            doubt(flight, reason);
            return answer.body();
        }
        return bytes(mapped);
    }

    /** Why a text cannot be changed; null if it can. */
    private static @Nullable String reason(Answer answer, boolean isPlain) {
        String type = answer.headers().first("Content-Type");
        if (!isPlain) {
            return "it names the service's own address in a body that is compressed; let the client accept plain ones";
        } else if (type != null && !TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            return "it names the service's own address in a body that is no text";
        }
        return DIGESTS.stream().anyMatch(digest -> answer.headers().first(digest) != null)
                ? "it names the service's own address in a body that has a digest"
                : null;
    }

    private void doubt(Flight flight, String reason) {
        if (flight.worker() != null) {
            surroundings
                    .gate()
                    .doubt(surroundings.name() + ": the reply to "
                            + flight.request().method() + " " + flight.request().path()
                            + " can lead the job around the tap: " + reason);
        }
    }

    /** Another packing than gzip is not looked into. */
    private static String unpacked(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return text(in.readAllBytes());
        } catch (IOException otherwise) {
            return "";
        }
    }

    /** One character for each byte: an address has only ASCII, and everything else stays as it is. */
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
