package io.runstwice.http.wire;

import io.runstwice.network.Cut;
import io.runstwice.network.Lane;
import io.runstwice.network.Link;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends requests to a real service, each exactly once and on a connection of its own. The clients of the JDK are no
 * choice: {@code java.net.http} sends a GET again by itself and {@code HttpURLConnection} a POST, and only a property
 * of the whole JVM stops them.
 */
public final class Forward {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REPLY_MILLIS = 30_000;

    private final String host;
    private final int port;
    private final boolean tls;
    private final String authority;
    private final String basePath;
    private final InetSocketAddress there;

    public Forward(URI service) {
        String scheme = String.valueOf(service.getScheme()).toLowerCase(Locale.ROOT);
        if (service.getHost() == null || !scheme.matches("https?")) {
            throw new IllegalArgumentException(
                    "HttpService.inFrontOf(...) needs an http or https URI with a host, but was given " + service);
        }
        tls = scheme.equals("https");
        host = service.getHost();
        port = service.getPort() > 0 ? service.getPort() : tls ? 443 : 80;
        authority = service.getPort() > 0 ? host + ":" + port : host;
        String path = service.getRawPath() == null ? "" : service.getRawPath();
        basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        there = new InetSocketAddress(host, port);
    }

    private Forward(Forward straight, Lane lane) {
        host = straight.host;
        port = straight.port;
        tls = straight.tls;
        authority = straight.authority;
        basePath = straight.basePath;
        there = new InetSocketAddress(lane.host(), lane.port());
    }

    /**
     * Makes sure that a link leads to this service, and that its messages can be read.
     *
     * @throws Misuse if not
     */
    public Forward mustBeTargetOf(Link link) {
        if (tls || !link.leadsTo(host, port)) {
            throw new Misuse(
                    "The link of HttpService.inFrontOf(...) has to lead to where its service is, http://" + host + ":"
                            + port + (tls ? " without TLS" : "") + ", but this is a " + link + ". Make it Link.to(\""
                            + host + "\", "
                            + port + ")" + (tls ? " to a port that speaks plain HTTP." : "."));
        }
        return this;
    }

    /** The same service, reached over a lane. */
    Forward over(Lane lane) {
        return new Forward(this, lane);
    }

    /**
     * Sends a request over a connection that is cut before anything is sent.
     *
     * @param cutting harms the connection, once it is made
     * @param most how much of a reply is waited for
     * @return what came of the reply before the connection ended
     */
    String sendInto(Supplier<Cut> cutting, Request request, int most) throws IOException {
        try (Socket socket = connected()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(REPLY_MILLIS);
            Cut cut = cutting.get();
            try {
                new WireWriter(socket.getOutputStream()).request(request, basePath + request.target(), authority);
                return new String(socket.getInputStream().readNBytes(most), StandardCharsets.US_ASCII);
            } catch (SocketTimeoutException silent) {
                throw silent;
            } catch (IOException reset) {
                return "";
            } finally {
                cut.close();
            }
        }
    }

    public Answer send(Request request) throws IOException {
        try (Socket socket = connected()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(REPLY_MILLIS);
            new WireWriter(socket.getOutputStream()).request(request, basePath + request.target(), authority);
            return new WireReader(socket.getInputStream()).answer(request.method());
        }
    }

    private Socket connected() throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(there, CONNECT_MILLIS);
            return tls ? secured(plain) : plain;
        } catch (IOException | RuntimeException failure) {
            plain.close();
            throw failure;
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }
}
