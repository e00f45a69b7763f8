package io.runstwice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each toxic alone, on a wire to a server that answers each byte with the next one. */
@NeedsToxiproxy
class LinkTests {

    /** One for this JVM, if it was not there before. */
    private static final int WATCHDOG = 1;

    private final Echo echo = new Echo();
    private final Link link = Link.to("localhost", echo.port());

    @BeforeEach
    void aServer() {
        echo.start();
    }

    @AfterEach
    void end() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void healthyLink_letsThrough() throws Exception {
        try (Socket client = new Socket(link.host(), link.port())) {
            assertThat(ask(client, 1)).isEqualTo(2);
            assertThat(ask(client, 7)).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN, 0, 0",
        "REQUEST_CUT, 0, 0",
        "REPLY_CUT, 0, 1",
        "REPLY_SILENT, 50, 1",
        "REQUEST_RESET, 0, 0",
        "REPLY_RESET, 0, 1"
    })
    void cutLane_losesOneMessageAndHeals(Toxic toxic, long amount, int arrived) throws Exception {
        try (Lanes lanes = link.lanes()) {
            Lane lane = lanes.of("D1");
            try (Socket client = new Socket(lane.host(), lane.port())) {
                assertThat(ask(client, 1)).isEqualTo(2);
                int before = echo.arrived();
                Cut cut = lane.cut(toxic, amount);
                assertThat(ask(client, 5)).isEqualTo(-1);
                cut.close();
                assertThat(echo.arrived() - before).isEqualTo(arrived);
            }
            try (Socket next = new Socket(lane.host(), lane.port())) {
                assertThat(ask(next, 3)).isEqualTo(4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"REPLY_SLOW, 20", "REPLY_NARROW, 1000", "REPLY_SLICED, 1"})
    void slowLane_changesNothing(Toxic toxic, long amount) throws Exception {
        try (Lanes lanes = link.lanes()) {
            Lane lane = lanes.of("D1");
            try (Socket client = new Socket(lane.host(), lane.port())) {
                Cut slow = lane.cut(toxic, amount);
                assertThat(ask(client, 1)).isEqualTo(2);
                assertThat(ask(client, 7)).isEqualTo(8);
                slow.close();
                assertThat(ask(client, 9)).isEqualTo(10);
            }
        }
    }

    @Test
    void cutOfOneWorker_leavesOthersAlone() throws Exception {
        try (Lanes lanes = link.lanes()) {
            Lane cut = lanes.of("D1");
            Lane other = lanes.of("D2");
            try (Socket client = new Socket(other.host(), other.port())) {
                Cut standing = cut.cut(Toxic.DOWN, 0);
                assertThat(ask(client, 1)).isEqualTo(2);
                standing.close();
            }
        }
    }

    @Test
    void linksOfTwoExplorations_shareAServerAndLeaveNothing() throws Exception {
        try (Link first = Link.to("localhost", echo.port())) {
            ToxiproxyClient client = first.server().client();
            try (Link second = Link.to("localhost", echo.port()).by(((StartedServer) first.server()).api());
                    Lanes one = first.lanes();
                    Lanes other = second.lanes()) {
                one.of("D1");
                other.of("D1");
                assertThat(second.port()).isNotEqualTo(first.port());
                assertThat(client.getProxies()).hasSize(4);
            }
            assertThat(client.getProxies()).hasSize(1);
        }
    }

    @Test
    @Tag("proof")
    void fiveHundredCutsAndHeals_leaveNothing() throws Exception {
        long processes = ProcessHandle.current().descendants().count();
        link.port();
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        try (Lanes lanes = link.lanes()) {
            Lane lane = lanes.of("D1");
            for (int round = 0; round < 500; round++) {
                loseOneMessage(lane, round % 2 == 0 ? Toxic.REQUEST_CUT : Toxic.REPLY_CUT);
            }
            await().untilAsserted(() -> assertThat(echo.open()).isZero());
            for (Proxy left : link.server().client().getProxies()) {
                assertThat(left.toxics().getAll()).isEmpty();
            }
        }
        assertThat(link.server().client().getProxies())
                .extracting(Proxy::getName)
                .allMatch(name -> name.endsWith("-common"));
        await().untilAsserted(() -> assertThat(newThreads(threads)).isEmpty());
        link.close();
        assertThat(ProcessHandle.current().descendants().count()).isLessThanOrEqualTo(processes + WATCHDOG);
    }

    /** Without the one of the JVM that closes HTTP connections and ends by itself, and the one that asks. */
    private static List<String> newThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.equals("Keep-Alive-Timer") && !name.startsWith("awaitility"))
                .toList();
    }

    private static void loseOneMessage(Lane lane, Toxic toxic) throws IOException {
        try (Socket client = new Socket(lane.host(), lane.port())) {
            Cut cut = lane.cut(toxic, 0);
            assertThat(ask(client, 5)).isEqualTo(-1);
            cut.close();
        }
    }

    @Test
    void closedLink_endsTheServerThatItStarted() {
        link.port();
        ProcessHandle server = ((StartedServer) link.server()).process();

        link.close();

        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void serverThatDoesNotAnswer_isMisuse() {
        try (Link dead = Link.to("localhost", 1).by(URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(dead::port)
                    .isInstanceOf(Misuse.class)
                    .hasMessageContaining("No Toxiproxy server answers");
        }
    }

    private static int ask(Socket socket, int number) {
        try {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(number);
            return socket.getInputStream().read();
        } catch (IOException broken) {
            return -1;
        }
    }
}
