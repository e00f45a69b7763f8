package io.runstwice.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** A service that runs elsewhere: it answers with addresses of its own, and remembers what it was sent. */
final class Elsewhere implements AutoCloseable {

    private final HttpServer server;
    private final String base;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> everReceived = new CopyOnWriteArrayList<>();
    private final Map<String, String> replyHeaders = new TreeMap<>();
    private String body = "";

    Elsewhere(String base) throws IOException {
        this.base = base;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it is, as it says itself. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + base);
    }

    HttpService.Proxied tapped() {
        return HttpService.inFrontOf(this::uri)
                .resetBy(received::clear)
                .honoursIdempotencyKeys(Duration.ofDays(1))
                .silentFor(Duration.ofMillis(20));
    }

    /** What it was sent in this run: method, path and body. */
    List<String> received() {
        return received;
    }

    /** The same in all runs. */
    List<String> everReceived() {
        return everReceived;
    }

    Elsewhere saying(String text) {
        body = text;
        return this;
    }

    Elsewhere with(String header, String value) {
        replyHeaders.put(header, value);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + (sent.isEmpty() ? "" : " " + sent);
        received.add(request);
        everReceived.add(request);
        replyHeaders.forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if ("gzip".equals(replyHeaders.get("Content-Encoding"))) {
            bytes = packed(bytes);
        }
        exchange.sendResponseHeaders(201, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
