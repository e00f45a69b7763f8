package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says is booked whole: a later delivery that says something else under the same key is stale. */
@Timeout(60)
@Tag("exhaustive")
class RequestLedgerTests {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private Elsewhere elsewhere;
    private HttpService gateway;

    @BeforeEach
    void begin() throws IOException {
        elsewhere = new Elsewhere("");
        gateway = elsewhere.tapped();
    }

    @AfterEach
    void close() {
        elsewhere.close();
    }

    /** Where a request says its amount: {@code 100} or another one. */
    enum Place {
        QUERY {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/charge?amount=" + amount, "", new byte[0]);
            }
        },
        QUERY_OF_BYTES {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/charge?a=%" + Integer.toHexString(150 + amount), "", new byte[0]);
            }
        },
        FIRST_OF_TWO_FIELDS {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/mail", FORM, bytes("to=ann" + amount + "&to=bob"));
            }
        },
        BYTES_OF_A_FORM {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/mail", FORM, bytes("to=%" + Integer.toHexString(150 + amount)));
            }
        },
        BYTES {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/mail", "application/x-protobuf", new byte[] {8, (byte) (150 + amount)});
            }
        },
        HEADER {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/charge", "", new byte[0]).header("X-Amount", "" + amount);
            }
        },
        FIRST_OF_TWO_MEMBERS {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/charge", JSON, bytes("{\"a\":" + amount + ",\"a\":1}"));
            }
        },
        TYPE_OF_A_NUMBER {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/charge", JSON, bytes(amount == 1 ? "{\"a\":1}" : "{\"a\":\"1\"}"));
            }
        },
        TYPE_OF_A_BOOLEAN {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/charge", JSON, bytes(amount == 1 ? "{\"a\":\"true\"}" : "{\"a\":true}"));
            }
        },
        NULL {
            @Override
            HttpRequest.Builder in(URI service, int amount) {
                return request(service, "/charge", JSON, bytes(amount == 1 ? "{\"a\":1}" : "{\"a\":1,\"email\":null}"));
            }
        };

        abstract HttpRequest.Builder in(URI service, int amount);

        private static HttpRequest.Builder request(URI service, String target, String type, byte[] body) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(service.resolve(target)).POST(BodyPublishers.ofByteArray(body));
            return type.isEmpty() ? request : request.header("Content-Type", type);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherWordsInALaterDelivery_areStaleAndTheSameOnesSafe(Place place) {
        assertUnsafe(explore(
                delivery -> send(place.in(gateway.uri(), delivery.attempt()).header("Idempotency-Key", "k"))));
        assertSafe(explore(delivery -> send(place.in(gateway.uri(), 1).header("Idempotency-Key", "k"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User-Agent",
                "X-Request-Id",
                "traceparent",
                "X-B3-TraceId",
                "Authorization",
                "X-Api-Key",
                "Cookie",
                "X-Signature",
                "X-Timestamp",
                "X-Correlation-ID",
                "X-Stripe-Client-Telemetry"
            })
    void headersThatSayWhoAndWhen_areNotCompared(String header) {
        assertSafe(explore(delivery -> send(Place.BYTES
                .in(gateway.uri(), 1)
                .header("Idempotency-Key", "k")
                .header(header, UUID.randomUUID().toString()))));
    }

    @Test
    void boundaryThatIsDrawnAnew_isNotCompared() {
        assertSafe(explore(delivery -> {
            String boundary = "b" + System.nanoTime();
            String body = "--" + boundary + "\r\n\r\n\u00e4\r\n--" + boundary + "--\r\n";
            send(HttpRequest.newBuilder(gateway.uri().resolve("/files"))
                    .header("Idempotency-Key", "k")
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1))));
        }));
    }

    @Test
    void oneKeyAtTwoEndpoints_areTwoRequests() throws Exception {
        assertUnsafe(exploreMail(false));
        assertSafe(exploreMail(true));
    }

    /** Charges and mails under one key. The careless job records that it is done between the two. */
    private Verdict exploreMail(boolean careful) throws Exception {
        Database db = database("mail" + careful);
        return RunsTwice.job("orders", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        if (statement.executeQuery("SELECT 1 FROM done").next()) {
                            return;
                        }
                        keyed("/charge");
                        if (careful) {
                            keyed("/mail");
                        }
                        statement.execute("MERGE INTO done VALUES (1)");
                        if (!careful) {
                            keyed("/mail");
                        }
                    }
                })
                .watching("gateway", gateway)
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private void keyed(String path) throws Exception {
        send(HttpRequest.newBuilder(gateway.uri().resolve(path))
                .header("Idempotency-Key", "order-42")
                .POST(BodyPublishers.noBody()));
    }

    @Test
    void otherWordsUnderAKnownKey_areTakenForAReplayAndSaid() throws Exception {
        Database db = database("reworded");
        Verdict verdict = RunsTwice.job("orders", delivery -> {
                    keyed("/charge?amount=1");
                    keyed("/charge?amount=2");
                })
                .watching("gateway", gateway)
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .explore();

        assertThat(verdict.toString())
                .contains("a known Idempotency-Key with other parameters was not refused, and taken for a replay");
        assertThat(explore(delivery -> keyed("/charge")).certificate()).doesNotContain("with other parameters");
    }

    @ParameterizedTest
    @CsvSource({"{\"n\": 1}, {\"n\": \"1\"}", "{\"n\": \"true\"}, {\"n\": true}", "{\"n\": [1]}, {\"n\": \"[1]\"}"})
    void observedMembersOfOtherTypes_areNotEqual(String once, String later) {
        assertUnsafe(observe(once, later));
        assertSafe(observe(once, once));
    }

    /** A service whose record looks otherwise when a later delivery has made it. */
    private Verdict observe(String once, String later) {
        AtomicReference<String> record = new AtomicReference<>("");
        HttpService observed = HttpService.inFrontOf(elsewhere::uri)
                .resetBy(() -> record.set(""))
                .observedBy(() -> "[" + record + "]")
                .silentFor(java.time.Duration.ofMillis(20));
        return RunsTwice.job("orders", delivery -> {
                    send(HttpRequest.newBuilder(observed.uri().resolve("/orders"))
                            .POST(BodyPublishers.noBody()));
                    record.set(delivery.attempt() == 1 ? once : later);
                })
                .watching("gateway", observed)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    @Test
    void deliveryThatGets_isCertifiedWithWhatThatAssumes() {
        Job getting = delivery -> {
            send(HttpRequest.newBuilder(gateway.uri().resolve("/send?to=ann")));
            keyed("/charge");
        };

        assertThat(explore(getting).certificate()).contains("gateway: GET changes nothing there");
        assertThat(explore(delivery -> keyed("/charge")).certificate()).doesNotContain("changes nothing there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/mails?amount=", "/v1/mails?x=1&x="})
    void queryOfAPost_isAParameterOfTheDouble(String target) {
        HttpService stripe = HttpService.stripeLike().silentFor(java.time.Duration.ofMillis(20));
        Job stale = delivery -> send(stripe(stripe, target + 100 * delivery.attempt()));
        Job same = delivery -> send(stripe(stripe, target + 100));

        assertUnsafe(explore(stale, stripe));
        assertSafe(explore(same, stripe));
    }

    private static HttpRequest.Builder stripe(HttpService stripe, String target) {
        return HttpRequest.newBuilder(stripe.uri().resolve(target))
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.noBody());
    }

    private static void send(HttpRequest.Builder request) throws Exception {
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static Database database(String name) throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:ledger-" + name + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE done(id INT PRIMARY KEY)");
        }
        return Database.watching(source);
    }

    private Verdict explore(Job job) {
        return explore(job, gateway);
    }

    private static Verdict explore(Job job, HttpService service) {
        return RunsTwice.job("orders", job)
                .watching("gateway", service)
                .within(Bounds.standard().oneAtATime())
                .explore();
    }

    private static void assertSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    private static void assertUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }
}
