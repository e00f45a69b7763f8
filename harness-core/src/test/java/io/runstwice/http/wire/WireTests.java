package io.runstwice.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Effect;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tap as a citizen of HTTP/1.1, apart from what it is for. */
class WireTests {

    private final Echo echo = new Echo();
    private final HttpTap tap = new HttpTap(echo);
    private final Listeners listeners = new Listeners(tap);
    private final ScriptedWorker worker = new ScriptedWorker("D1");

    @AfterEach
    void close() {
        listeners.close();
    }

    @Test
    void chunkedBodyWithTrailers_isReadToItsEnd() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /a HTTP/1.1\nTransfer-Encoding: chunked\n\n4;x=y\nWiki\n5\npedia\n0\nDigest: 1\n\n"
                    + "GET /b HTTP/1.1\n\n");

            assertThat(client.answer("POST").text()).isEqualTo("POST /a Wikipedia");
            assertThat(client.answer("GET").text()).isEqualTo("GET /b ");
        }
    }

    @Test
    void expectContinue_isAnsweredBeforeTheBody() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /a HTTP/1.1\nContent-Length: 2\nExpect: 100-continue\n\n");
            assertThat(client.read()).isEqualTo('H');
            client.send("hi");

            assertThat(client.read()).isEqualTo('T');
        }
        try (RawClient client = client()) {
            client.send("POST /a HTTP/1.1\nContent-Length: 2\nExpect: 100-continue\n\nhi");
            assertThat(client.answer("POST").text()).isEqualTo("POST /a hi");
        }
    }

    @Test
    void head_givesTheLengthAndNoBody() throws IOException {
        try (RawClient client = client()) {
            client.send("HEAD /a HTTP/1.1\n\nGET /b HTTP/1.1\n\n");

            Answer head = client.answer("HEAD");
            assertThat(head.body()).isEmpty();
            assertThat(client.answer("GET").text()).isEqualTo("GET /b ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void bodilessStatus_endsWithItsHead(int status) throws IOException {
        echo.reply = new Answer(status, Headers.none(), new byte[0], Effect.NONE);
        try (RawClient client = client()) {
            client.send("GET /a HTTP/1.1\n\nGET /b HTTP/1.1\n\n");

            assertThat(client.answer("GET").status()).isEqualTo(status);
            assertThat(client.answer("GET").status()).isEqualTo(status);
        }
    }

    @Test
    void binaryBodyOfMegabytes_goesThroughUnchanged() throws IOException {
        byte[] body = new byte[3_000_000];
        new Random(7).nextBytes(body);
        echo.reply = new Answer(200, Headers.none(), body, Effect.NONE);
        try (RawClient client = client()) {
            client.send("POST /a HTTP/1.1\nContent-Length: " + body.length + "\n\n"
                    + new String(body, StandardCharsets.ISO_8859_1).replace("\n", "x"));

            assertThat(client.answer("POST").body()).isEqualTo(body);
        }
    }

    @Test
    void headers_areHandedOnButForThoseOfTheConnection() throws IOException {
        Headers headers = new Headers(List.of(
                new Headers.Field("Set-Cookie", "a=1"),
                new Headers.Field("Set-Cookie", "b=2"),
                new Headers.Field("Connection", "X-Hop"),
                new Headers.Field("X-Hop", "1"),
                new Headers.Field("Transfer-Encoding", "chunked")));
        echo.reply = new Answer(200, headers, new byte[] {'a'}, Effect.NONE);
        try (RawClient client = client()) {
            client.send("GET /a HTTP/1.1\n\n");

            assertThat(client.answer("GET").headers().fields())
                    .containsExactly(
                            new Headers.Field("Set-Cookie", "a=1"),
                            new Headers.Field("Set-Cookie", "b=2"),
                            new Headers.Field("Content-Length", "1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a HTTP/1.0\n\n", "GET /a HTTP/1.1\nConnection: close\n\n"})
    void lastRequest_isClosedAfter(String request) throws IOException {
        try (RawClient client = client()) {
            client.send(request);

            assertThat(client.answer("GET").headers().lists("Connection", "close"))
                    .isTrue();
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n\n",
                "GET /a HTTP/2.0\n\n",
                "GET /a HTTP/1.1\nno colon\n\n",
                "POST /a HTTP/1.1\nContent-Length: -1\n\n",
                "POST /a HTTP/1.1\nContent-Length: many\n\n",
                "POST /a HTTP/1.1\nTransfer-Encoding: chunked\n\n2\nabc\n0\n\n",
                "GET ht!tp://%% HTTP/1.1\n\n"
            })
    void malformedRequest_isA400ThatNobodyHandles(String request) throws IOException {
        try (RawClient client = client()) {
            client.send(request);

            assertThat(client.answer("GET").status()).isEqualTo(400);
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(echo.handled).isZero();
    }

    @Test
    void absoluteTarget_isReadAsItsPath() throws IOException {
        try (RawClient client = client()) {
            client.send("GET http://example.org/a?b=c HTTP/1.1\n\nGET http://example.org HTTP/1.1\n\n");

            assertThat(client.answer("GET").text()).isEqualTo("GET /a?b=c ");
            assertThat(client.answer("GET").text()).isEqualTo("GET / ");
        }
    }

    @Test
    void answerUntilClosed_isReadToItsEnd() throws IOException {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\n\r\nall of it")
                        .text())
                .isEqualTo("all of it");
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nless"))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("ICY 200 OK\r\n\r\n")).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
    }

    private static Answer read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new WireReader(new ByteArrayInputStream(bytes)).answer("GET");
    }

    /** At a worker's own listener, which keeps connections alive. */
    private RawClient client() throws IOException {
        return new RawClient(listeners.uri(worker));
    }

    /** Says what it was asked. */
    private static final class Echo implements Service {

        private Answer reply;
        private int handled;

        @Override
        public synchronized Answer answer(Flight flight) {
            Request request = flight.request();
            handled++;
            String text = request.method() + " " + request.target() + " "
                    + new String(request.body(), StandardCharsets.UTF_8);
            return reply != null
                    ? reply
                    : new Answer(200, Headers.none(), text.getBytes(StandardCharsets.UTF_8), Effect.NONE);
        }

        @Override
        public boolean made(String segment) {
            return false;
        }

        @Override
        public void open(Surroundings surroundings) {}

        @Override
        public Snapshot capture() {
            return State::empty;
        }

        @Override
        public void restore(Snapshot snapshot) {}

        @Override
        public boolean restoresAny() {
            return true;
        }

        @Override
        public State observe() {
            return State.empty();
        }

        @Override
        public List<String> remarks() {
            return List.of();
        }
    }
}
