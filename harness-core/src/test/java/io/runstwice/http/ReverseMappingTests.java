package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of its own that a real service answers with: a client that follows one does not get around the tap. */
@Timeout(60)
@Tag("exhaustive")
class ReverseMappingTests {

    private static final URI TAP = URI.create("http://127.0.0.1:4711");

    private Elsewhere elsewhere;
    private HttpService gateway;

    @AfterEach
    void close() {
        if (elsewhere != null) {
            elsewhere.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Location", "Content-Location", "Link"})
    void paymentAtAnAddressFromAHeader_unkeyedIsFoundAndKeyedIsSafe(String header) throws IOException {
        elsewhere("");
        elsewhere.with(header, elsewhere.uri() + "/orders/1");

        Job unkeyed = delivery -> pay(header(order(), header), Map.of());
        Job keyed = delivery -> pay(header(order(), header), Map.of("Idempotency-Key", "pay-1"));

        assertUnsafe(explore(unkeyed));
        assertSafe(explore(keyed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:", "http:\\/\\/127.0.0.1:", "http://localhost:", "//127.0.0.1:"})
    void paymentAtAnAddressFromABody_unkeyedIsFoundAndKeyedIsSafe(String address) throws IOException {
        elsewhere("");
        String slash = address.contains("\\") ? "\\/" : "/";
        elsewhere
                .with("Content-Type", "application/hal+json")
                .saying("{\"self\": \"" + address + elsewhere.uri().getPort() + slash + "orders" + slash + "1\"}");

        assertUnsafe(explore(delivery -> pay(self(), Map.of())));
        assertSafe(explore(delivery -> pay(self(), Map.of("Idempotency-Key", "pay-1"))));
    }

    private String self() throws IOException {
        String self = String.valueOf(order().field("self"));
        return self.startsWith("//") ? "http:" + self : self;
    }

    @Test
    void addressThatIsKeptInADatabase_isTheSameInEveryDeliveryAndLeadsToTheTap() throws Exception {
        elsewhere("");
        elsewhere.with("Location", elsewhere.uri() + "/orders/1");
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:kept;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders(link VARCHAR(100) PRIMARY KEY)");
        }
        Database db = Database.watching(source);

        Verdict verdict = RunsTwice.job("orders", delivery -> pay(kept(db), Map.of("Idempotency-Key", "pay-1")))
                .watching("gateway", gateway)
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertSafe(verdict);
    }

    private String kept(Database db) throws IOException, SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet known = statement.executeQuery("SELECT link FROM orders");
            if (known.next()) {
                return known.getString(1);
            }
            String link = header(order(), "Location");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?)")) {
                insert.setString(1, link);
                insert.execute();
            }
            return link;
        }
    }

    @Test
    void serviceBelowAPath_isAddressedWithoutItAtTheTap() throws IOException {
        elsewhere("/api");
        elsewhere.with("Location", "/api/orders/1").with("Link", "<" + elsewhere.uri() + "/orders>; rel=all");

        Verdict verdict = explore(delivery -> {
            Rest.Got order = order();
            pay(header(order, "Location"), Map.of("Idempotency-Key", "pay-1"));
            assertThat(header(order, "Link")).matches("<http://127.0.0.1:\\d+/orders>; rel=all");
        });

        assertSafe(verdict);
        assertThat(elsewhere.everReceived()).contains("POST /api/orders", "POST /api/orders/1/pay");
    }

    @ParameterizedTest
    @CsvSource({
        "Location, http://127.0.0.1:%d/other/1, '', its Location is not below the path",
        "Location, /other/1, '', its Location is not below the path",
        "Content-Encoding, gzip, '', in a body that is compressed",
        "Content-Type, application/x-protobuf, '', in a body that is no text",
        "Content-Digest, sha-256=:x:, '', in a body that has a digest"
    })
    void addressThatCannotBeReplaced_putsTheRunInDoubt(String header, String value, String none, String reason)
            throws IOException {
        elsewhere("/api");
        elsewhere
                .with(header, value.formatted(elsewhere.uri().getPort()))
                .saying("{\"self\": \"" + elsewhere.uri() + "/orders/1\"}");

        Verdict verdict = explore(delivery -> order());

        assertThat(verdict.isInconclusive()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString())
                .contains("can lead the job around the tap")
                .contains(reason);
    }

    @Test
    void addressOfAnotherServer_isLeftAndNamed() throws IOException {
        elsewhere("");
        elsewhere
                .with("Location", "https://user:pw@files.example.com/a?token=x")
                .saying("see https://example.com");

        Verdict verdict = explore(delivery ->
                assertThat(header(order(), "Location")).isEqualTo("https://user:pw@files.example.com/a?token=x"));

        assertSafe(verdict);
        assertThat(verdict.certificate())
                .contains("gateway: named in a reply, and not tapped: https://files.example.com");
    }

    @Test
    void addressThatIsSentAlong_isTheServicesOwnAgain() throws IOException {
        elsewhere("/api");
        elsewhere.with("Location", elsewhere.uri() + "/customers/7");

        assertSafe(explore(delivery -> {
            Rest.Got made = new Rest(gateway.uri()).send("POST", "/customers", null, Map.of("Idempotency-Key", "c"));
            String customer = header(made, "Location");
            new Rest(gateway.uri())
                    .send(
                            "POST",
                            "/orders",
                            "{\"customer\":\"" + customer + "\"}",
                            Map.of("Content-Type", "application/json", "Idempotency-Key", "o"));
        }));

        assertThat(elsewhere.everReceived())
                .contains("POST /api/orders {\"customer\":\"" + elsewhere.uri() + "/customers/7\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, mail support@api.example.com, mail support@api.example.com",
        "https://api.example.com, https://api.example.com/v1, http://127.0.0.1:4711/v1",
        "https://api.example.com, https://API.example.com:443/v1, http://127.0.0.1:4711/v1",
        "https://api.example.com, https://api.example.com.evil.net/, https://api.example.com.evil.net/",
        "https://api.example.com, https://api.example.com:8443/, https://api.example.com:8443/",
        "http://127.0.0.1:80801, at 127.0.0.1:80801., at 127.0.0.1:4711.",
        "http://127.0.0.1:8080, http://127.0.0.1:80801/, http://127.0.0.1:80801/",
        "http://127.0.0.1:8080, to=http%3A%2F%2F127.0.0.1%3A8080%2Fa, to=http%3A%2F%2F127.0.0.1%3A4711%2Fa",
        "http://h:8080/api, http://h:8080/api/a http://h:8080/api, http://127.0.0.1:4711/a http://127.0.0.1:4711"
    })
    void text_isReadForAddresses(String service, String text, String mapped) {
        assertThat(new Addresses(URI.create(service), TAP).atTheTap(text)).isEqualTo(mapped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h:8080/", "http://h:8080/apis/a", "http://h:8080"})
    void addressBesideThePath_hasNoneAtTheTap(String text) {
        assertThat(new Addresses(URI.create("http://h:8080/api"), TAP).atTheTap(text))
                .isNull();
    }

    private void elsewhere(String base) throws IOException {
        elsewhere = new Elsewhere(base);
        gateway = elsewhere.tapped();
    }

    private Rest.Got order() throws IOException {
        return new Rest(gateway.uri()).send("POST", "/orders", null, Map.of("Idempotency-Key", "order-1"));
    }

    private static String header(Rest.Got reply, String name) {
        return reply.headers().entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .map(header -> header.getValue().get(0))
                .findFirst()
                .orElseThrow();
    }

    private void pay(String order, Map<String, String> headers) throws IOException {
        new Rest(gateway.uri()).send("POST", order.replaceAll("[<>]", "") + "/pay", null, headers);
    }

    private Verdict explore(Job job) {
        return RunsTwice.job("orders", job)
                .watching("gateway", gateway)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void assertSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void assertUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples()).isNotEqualTo(List.of());
    }
}
