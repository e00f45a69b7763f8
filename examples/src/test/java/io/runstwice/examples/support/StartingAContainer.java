package io.runstwice.examples.support;

import io.runstwice.RunsTwice;
import io.runstwice.http.HttpService;
import io.runstwice.network.Link;
import io.runstwice.world.Snapshot;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * A JVM that finds no Toxiproxy server and explores over a link all the same; then it says so and waits to be killed.
 */
final class StartingAContainer {

    private StartingAContainer() {}

    public static void main(String... arguments) throws IOException {
        HttpService elsewhere = HttpService.stripeLike();
        Snapshot empty = elsewhere.capture();
        Link link = Link.to("localhost", elsewhere.uri().getPort());
        HttpService gateway = HttpService.inFrontOf(elsewhere::uri)
                .resetBy(() -> elsewhere.restore(empty))
                .honoursIdempotencyKeys(Duration.ofHours(24))
                .silentFor(Duration.ofMillis(50))
                .through(link);
        System.out.println(RunsTwice.job("Charging", delivery -> charge(gateway.uri()))
                .watching("gateway", gateway)
                .explore());
        System.out.println("ready at " + link.port());
        System.out.flush();
        System.in.read();
    }

    private static void charge(URI uri) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) uri.resolve("/v1/charges").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.getOutputStream().write("amount=1999".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (connection.getResponseCode() != 200) {
            throw new IOException("refused");
        }
    }
}
