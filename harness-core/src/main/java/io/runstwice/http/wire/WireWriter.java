package io.runstwice.http.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes HTTP/1.1 messages to a socket.
 *
 * <p>Head and body leave in one write. In two, the delayed acknowledgement of the client's kernel would cost 40 ms for
 * every request on a kept-alive connection.
 */
final class WireWriter {

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final OutputStream out;

    WireWriter(OutputStream out) {
        this.out = out;
    }

    void goOn() throws IOException {
        out.write(CONTINUE.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes a reply as the service gave it, but for what belongs to the service's own connection. */
    void answer(Request request, Answer answer, boolean closing) throws IOException {
        Headers headers = answer.headers().endToEnd();
        boolean bodiless = request.method().equals("HEAD") || answer.status() == 304;
        if (!bodiless) {
            headers = headers.without("Content-Length");
        }
        if (!bodiless && answer.status() != 204) {
            headers = headers.with("Content-Length", Integer.toString(answer.body().length));
        }
        if (closing) {
            headers = headers.with("Connection", "close");
        }
        send(
                "HTTP/1.1 " + answer.status() + " " + Reasons.of(answer.status()),
                headers,
                bodiless ? new byte[0] : answer.body());
    }

    /** Writes a request that is the only one on its connection. */
    void request(Request request, String target, String host) throws IOException {
        Headers headers = request.headers()
                .endToEnd()
                .without("Host")
                .without("Content-Length")
                .without("Expect")
                .with("Host", host)
                .with("Connection", "close");
        if (request.body().length > 0 || !request.isSafe()) {
            headers = headers.with("Content-Length", Integer.toString(request.body().length));
        }
        send(request.method() + " " + target + " HTTP/1.1", headers, request.body());
    }

    private void send(String first, Headers headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(first).append("\r\n");
        headers.fields().forEach(field -> head.append(field.name())
                .append(": ")
                .append(field.value())
                .append("\r\n"));
        ByteArrayOutputStream message = new ByteArrayOutputStream(head.length() + 2 + body.length);
        message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        message.writeBytes(body);
        message.writeTo(out);
        out.flush();
    }
}
