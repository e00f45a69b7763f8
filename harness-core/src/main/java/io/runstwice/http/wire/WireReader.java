package io.runstwice.http.wire;

import io.runstwice.world.Effect;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 messages from a socket (RFC 9112): lengths, chunks and trailers, interim replies. */
final class WireReader {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_FIELDS = 1_000;

    private final InputStream in;

    WireReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** What a client is sent when it asks whether to go on with its body. */
    @FunctionalInterface
    interface Continue {
        void send() throws IOException;
    }

    /** The next request, or null if the client has closed. */
    @Nullable
    Request request(Continue goOn) throws IOException {
        String first = line();
        while (first != null && first.isEmpty()) {
            first = line();
        }
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("no HTTP/1.1 request line");
        }
        Headers headers = headers();
        if (headers.lists("Expect", "100-continue")) {
            goOn.send();
        }
        Headers versioned = parts[2].equals("HTTP/1.0") && !headers.lists("Connection", "keep-alive")
                ? headers.with("Connection", "close")
                : headers;
        return new Request(parts[0], originForm(parts[1]), versioned, requestBody(headers));
    }

    /** The reply to a request with this method; interim replies are skipped. */
    Answer answer(String method) throws IOException {
        int status;
        Headers headers;
        do {
            String[] parts = lineOf("a status line").split(" ", 3);
            if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
                throw new ProtocolException("no HTTP/1.1 status line");
            }
            status = number(parts[1], 10);
            headers = headers();
        } while (status / 100 == 1);
        boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
        return new Answer(status, headers, bodiless ? new byte[0] : answerBody(headers), Effect.DURABLE);
    }

    /** One byte, or -1 if the other side has closed. */
    int read() throws IOException {
        return in.read();
    }

    /** A client that takes the tap for a proxy sends the whole URI. */
    private static String originForm(String target) throws ProtocolException {
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        try {
            URI uri = URI.create(target);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException malformed) {
            throw new ProtocolException("no request target");
        }
    }

    private byte[] requestBody(Headers headers) throws IOException {
        if (headers.lists("Transfer-Encoding", "chunked")) {
            return chunks();
        }
        String length = headers.first("Content-Length");
        return length == null ? new byte[0] : exactly(number(length, 10));
    }

    private byte[] answerBody(Headers headers) throws IOException {
        boolean untilClosed = headers.first("Content-Length") == null && !headers.lists("Transfer-Encoding", "chunked");
        return untilClosed ? in.readAllBytes() : requestBody(headers);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = number(lineOf("a chunk size").split(";")[0], 16);
            body.write(exactly(size));
            if (size > 0 && !lineOf("the end of a chunk").isEmpty()) {
                throw new ProtocolException("a chunk is longer than it says");
            }
        } while (size > 0);
        headers();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed within a body");
        }
        return bytes;
    }

    private Headers headers() throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line = lineOf("a header"); !line.isEmpty(); line = lineOf("a header")) {
            int colon = line.indexOf(':');
            if (colon < 1 || fields.size() == MOST_FIELDS) {
                throw new ProtocolException("no header field");
            }
            fields.add(new Headers.Field(
                    line.substring(0, colon).trim(), line.substring(colon + 1).trim()));
        }
        return new Headers(fields);
    }

    private String lineOf(String expected) throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("closed before " + expected);
        }
        return line;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed within a line");
            } else if (line.size() == LONGEST_LINE) {
                throw new ProtocolException("a line is longer than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static int number(String text, int radix) throws ProtocolException {
        try {
            int number = Integer.parseInt(text.trim(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // said below
        }
        throw new ProtocolException("no length or status: " + text);
    }
}
