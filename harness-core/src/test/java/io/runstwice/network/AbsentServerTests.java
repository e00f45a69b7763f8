package io.runstwice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.RunsTwice;
import io.runstwice.http.HttpService;
import io.runstwice.world.Misuse;
import io.runstwice.world.Snapshot;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Machines without a Toxiproxy server: another JVM, whose environment is empty. */
@Tag("exhaustive")
class AbsentServerTests {

    @Test
    void optionalLink_withoutServer_explorationSaysWhatItLeftOut() throws IOException {
        String report = explored("optional");

        assertThat(report)
                .contains(
                        "Charging is safe to run twice, within this bound",
                        "gateway: nothing was lost on a real network, and no worker was cut off by one: its link is optional,"
                                + " and none was named by -Drunstwice.toxiproxy",
                        "go install github.com/Shopify/toxiproxy",
                        "a partition of the network",
                        "reached at the target's own port: true")
                .doesNotContain("really lost");
    }

    @Test
    void link_withoutServer_isMisuseThatSaysHowToGetOne() throws IOException {
        assertThat(explored("needed"))
                .startsWith("A Link needs a Toxiproxy server, but none was named by")
                .contains("go install", "or start Docker, with org.testcontainers:testcontainers-toxiproxy");
    }

    @Test
    void optionalLink_toANamedServerThatDoesNotAnswer_isMisuse() {
        try (Link named = Link.to("localhost", 1).optional().by(URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(named::port)
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("No Toxiproxy server answers");
        }
    }

    @Test
    void containerThatDoesNotRun_isMisuse() {
        try (Link early = Link.to("bank", 5432).by(() -> "localhost", port -> {
            throw new IllegalStateException("Mapped port can only be obtained after the container is started");
        })) {
            assertThatThrownBy(early::port)
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("Start the container before the link is used");
        }
    }

    private static String explored(String how) throws IOException {
        ProcessBuilder jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exploring.class.getName(),
                        how)
                .redirectErrorStream(true);
        jvm.environment().clear();
        Process process = jvm.start();
        return String.join("\n", process.inputReader().lines().toList());
    }

    /** Explores a job over a link, which may be optional. */
    static final class Exploring {

        public static void main(String... how) {
            HttpService elsewhere = HttpService.stripeLike();
            Snapshot empty = elsewhere.capture();
            Link link = Link.to(elsewhere.uri().getHost(), elsewhere.uri().getPort());
            HttpService gateway = HttpService.inFrontOf(elsewhere::uri)
                    .resetBy(() -> elsewhere.restore(empty))
                    .honoursIdempotencyKeys(Duration.ofHours(24))
                    .silentFor(Duration.ofMillis(50))
                    .through(how[0].equals("optional") ? link.optional() : link);
            try {
                System.out.println(RunsTwice.job("Charging", delivery -> charge(gateway.uri()))
                        .watching("gateway", gateway)
                        .explore());
                System.out.println("reached at the target's own port: "
                        + (link.port() == elsewhere.uri().getPort()));
            } catch (Misuse refused) {
                System.out.println(refused.getMessage());
            } finally {
                elsewhere.close();
            }
        }

        private static void charge(URI uri) throws IOException {
            HttpURLConnection connection =
                    (HttpURLConnection) uri.resolve("/v1/charges").toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Idempotency-Key", "k");
            connection.getOutputStream().write("amount=1999".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (connection.getResponseCode() != 200) {
                throw new IOException("refused");
            }
        }
    }
}
