package io.runstwice.network;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running Toxiproxy server. */
interface Server {

    Pattern VERSION = Pattern.compile("\\{\\s*\"version\"\\s*:\\s*\"([^\"]*)\"\\s*}");

    ToxiproxyClient client();

    /** What it calls itself. */
    String version();

    /** Asks for it: older servers answer with the bare text, newer ones with {@code {"version": "2.12.0"}}. */
    static String versionOf(ToxiproxyClient client) throws IOException {
        String answer = client.version().strip();
        Matcher json = VERSION.matcher(answer);
        return json.matches() ? json.group(1) : answer;
    }

    /** Where a client finds its proxies. */
    String host();

    /** The address that the next proxy is to listen on, as the server takes it. */
    String listen();

    /** How a client reaches what listens on this port of the server. */
    default int port(int listening) {
        return listening;
    }

    /** How the server reaches a target. */
    default String upstream(Target target) {
        return target.toString();
    }

    /** Ends it, if the harness started it. */
    void close();
}
