package io.runstwice.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.runstwice.watchdog.WatchdogEntry;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running Toxiproxy server. */
interface Server {

    Pattern VERSION = Pattern.compile("\\{\\s*\"version\"\\s*:\\s*\"([^\"]*)\"\\s*}");

    ToxiproxyClient client();

    /** The version that the server reports. */
    String version();

    /** Asks for it: older servers answer with the bare text, newer ones with {@code {"version": "2.12.0"}}. */
    static String versionOf(ToxiproxyClient client) throws IOException {
        String answer = client.version().strip();
        Matcher json = VERSION.matcher(answer);
        return json.matches() ? json.group(1) : answer;
    }

    /** Where a client finds its proxies. */
    String host();

    /** A new proxy. */
    Proxy proxy(String name, LinkTarget target) throws IOException;

    /** Sees to it that a proxy is removed when this JVM is gone, where the server itself stays. */
    default WatchdogEntry guard(String proxy) {
        return () -> {};
    }

    /** How a proxy is called from outside. */
    static URI named(String host, int port, String proxy) {
        try {
            return new URI("http", null, host, port, "/proxies/" + proxy, null, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How a client reaches what listens on this port of the server. */
    default int port(int listening) {
        return listening;
    }

    /** Ends it, if the harness started it. */
    void close();
}
