package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One client for all deliveries, as applications have it, leads to what a client for each delivery leads to. */
@Timeout(120)
@Tag("exhaustive")
class SingletonClientsTests {

    private final HttpService gateway = HttpService.stripeLike().silentFor(Duration.ofMillis(20));

    /** What a delivery does with its client. */
    enum Work {
        UNKEYED_CHARGE(false, 1) {
            @Override
            void with(KeptClient client, URI service) throws Exception {
                client.post(service, "/v1/charges", null);
            }
        },
        KEYED_CHARGE(true, 1) {
            @Override
            void with(KeptClient client, URI service) throws Exception {
                client.post(service, "/v1/charges", "charge-42");
            }
        },
        KEYED_CHARGE_THEN_KEYED_CUSTOMER(true, 2) {
            @Override
            void with(KeptClient client, URI service) throws Exception {
                client.post(service, "/v1/charges", "charge-42");
                client.post(service, "/v1/customers", "customer-42");
            }
        },
        KEYED_CHARGE_THEN_UNKEYED_ONE(false, 2) {
            @Override
            void with(KeptClient client, URI service) throws Exception {
                client.post(service, "/v1/charges", "charge-42");
                client.post(service, "/v1/charges", null);
            }
        };

        private final boolean safe;
        private final int requests;

        Work(boolean safe, int requests) {
            this.safe = safe;
            this.requests = requests;
        }

        abstract void with(KeptClient client, URI service) throws Exception;
    }

    /** The work with the most schedules is left to the proof: it takes as long as all others. */
    static Stream<Arguments> all() {
        List<Work> works = Arrays.stream(Work.values())
                .filter(work -> work != Work.KEYED_CHARGE_THEN_KEYED_CUSTOMER || Boolean.getBoolean("runstwice.proof"))
                .toList();
        return Arrays.stream(KeptClient.Kind.values())
                .filter(kind -> kind != KeptClient.Kind.APACHE_WITH_ONE_CONNECTION)
                .flatMap(kind -> works.stream().map(work -> Arguments.of(kind, work)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneClientForAllDeliveries_isJudgedAsOneForEach(KeptClient.Kind kind, Work work) {
        String each = told(delivery -> work.with(kind.get(), gateway.uri()), work.safe);

        KeptClient kept = kind.get();
        String asking = told(delivery -> work.with(kept, gateway.uri()), work.safe);
        assertThat(asking).as("the address is asked within the delivery").isEqualTo(each);

        URI known = gateway.uri();
        KeptClient bean = kind.get();
        String built = told(delivery -> work.with(bean, known), work.safe);
        if (work.requests == 1
                || kind != KeptClient.Kind.OKHTTP) { // it repeats a request on connections used before alone
            assertThat(built).as("the address is asked once").isEqualTo(each);
        }
        assertThat(told(delivery -> work.with(bean, known), work.safe))
                .as("in a second exploration")
                .isEqualTo(built);
    }

    /** Without the note on the threads of a client that is kept: they live as long as it does. */
    private String told(Job job, boolean safe) {
        Verdict verdict = RunsTwice.job("Charging", job).watching(gateway).explore();
        assertThat(verdict.isInconclusive()).as(verdict.toString()).isFalse();
        assertThat(verdict.isSafe()).as(verdict.toString()).isEqualTo(safe);
        return verdict.toString()
                .lines()
                .filter(line -> !line.contains("a thread that a delivery started or used still runs"))
                .collect(Collectors.joining("\n"));
    }
}
