package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.effect.Effects;
import io.runstwice.http.HttpService;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said is counted rightly, and is the same in every run. */
class ProseTests {

    private static final String ANY_UUID = "[0-9a-f]{8}-[0-9a-f]{4}";

    @ParameterizedTest
    @CsvSource({"0, 0 deliveries", "1, 1 delivery", "2, 2 deliveries", "1234, '1,234 deliveries'"})
    void countedThing_hasItsPlural(int count, String text) {
        assertThat(Prose.counted(count, "delivery", "deliveries")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT1H, 1 h", "PT25H, 25 h", "PT90S, 90 s", "PT2M, 2 min", "PT0.25S, 250 ms"})
    void duration_isInItsLargestWholeUnit(Duration time, String text) {
        assertThat(Prose.duration(time)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:15:30Z",
                "2026-11-21T10:15:30.123456Z",
                "2026-11-21 10:15:30.123+00",
                "2026-11-21 10:15:30+01:00",
                "2026-11-21 10:15"
            })
    void time_isBlanked(String time) {
        assertThat(Prose.stable("since " + time + " or so")).isEqualTo("since <time> or so");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:40123/v1, http://127.0.0.1:<port>/v1",
        "localhost/127.0.0.1:40123, localhost/127.0.0.1:<port>",
        "localhost:8080, localhost:<port>",
        "http://[::1]:40123/v1, http://[::1]:<port>/v1"
    })
    void port_isBlanked(String address, String text) {
        assertThat(Prose.stable(address)).isEqualTo(text);
    }

    @Test
    void uuids_areNumberedAsTheyAppear() {
        String one = UUID.randomUUID().toString();
        String two = UUID.randomUUID().toString();

        assertThat(Prose.stable(one + " " + two + " " + one)).isEqualTo("uuid-1 uuid-2 uuid-1");
    }

    @Test
    void longText_isNotCutWithinAnId() {
        String id = UUID.randomUUID().toString();

        assertThat(Prose.shortened("charge-of-invoice-" + id, 40)).isEqualTo("charge-of-invoice-…");
        assertThat(Prose.shortened(id + " and what follows it", 40)).isEqualTo(id + " an…");
    }

    @Test
    void longText_isCutAtTheSamePlaceHoweverLongItsTimesAre() {
        String after = " and so on for quite a while";

        assertThat(Prose.shortened("2026-11-21T10:15:30.1Z" + after, 24))
                .isEqualTo(Prose.shortened("2026-11-21T10:15:30.123456Z" + after, 24))
                .isEqualTo("<time> and so on for qu…");
    }

    @Test
    void idsTimesAndPortsOfARun_areNotInItsStory() {
        Effects mails = Effects.keyed();
        String story = RunsTwice.job(
                        "TestJob",
                        delivery -> mails.perform(
                                "mail",
                                "charge-of-invoice-" + UUID.randomUUID(),
                                "to http://127.0.0.1:40123 at 2026-11-21T10:15:30Z"))
                .watching(mails)
                .explore()
                .toString();

        assertThat(story)
                .contains("double effect", "charge-of-invoice-uuid-1", "<port>", "<time>")
                .doesNotContainPattern(ANY_UUID)
                .doesNotContainPattern("charge-of-invoice-[0-9a-f]")
                .doesNotContain("40123", "2026-11-21");
    }

    @Test
    void secretsOfARequest_areNotInItsStory() {
        HttpService gateway = HttpService.stripeLike();
        String story = RunsTwice.job("TestJob", delivery -> charge(gateway))
                .watching("gateway", gateway)
                .explore()
                .toString();

        assertThat(story)
                .contains("double effect", "POST /v1/charges", "4242", "password")
                .doesNotContain("4242424242424242", "sk_live_51", "hunter2");
    }

    private static void charge(HttpService gateway) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri().resolve("/v1/charges"))
                .header("Authorization", "Bearer sk_live_51")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "amount=1999&currency=usd&description=4242424242424242&password=hunter2"))
                .build();
        HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
