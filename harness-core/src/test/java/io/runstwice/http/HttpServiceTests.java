package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Gate;
import io.runstwice.world.Line;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which kind of service has which settings is known to the compiler. */
class HttpServiceTests {

    private static final URI TAP = URI.create("http://127.0.0.1:4711");

    @Test
    void settingsOfTheOtherKind_areNoMethods() {
        List<String> ofTheDouble = List.of(
                "forgettingKeysAfter",
                "answeringAsTheDraftSays",
                "storingSuccessesOnly",
                "waitingForKeysInUse",
                "create",
                "records");
        List<String> ofAServiceOfOnesOwn = List.of("resetBy", "observedBy", "honoursIdempotencyKeys", "through");

        assertThat(methods(HttpService.StripeLike.class))
                .containsAll(ofTheDouble)
                .doesNotContainAnyElementsOf(ofAServiceOfOnesOwn);
        assertThat(methods(HttpService.Proxied.class))
                .containsAll(ofAServiceOfOnesOwn)
                .doesNotContainAnyElementsOf(ofTheDouble);
    }

    /** That this compiles is what is tested. */
    @Test
    void whatAllResourcesDeclare_leavesTheKindKnown() {
        HttpService.StripeLike stripe = HttpService.stripeLike()
                .atMostOnce()
                .silentFor(Duration.ofMillis(20))
                .notComparing("/v1/pings")
                .forgettingKeysAfter(Duration.ofHours(1));
        HttpService.Proxied proxied = HttpService.inFrontOf(() -> TAP)
                .atLeastOnce("/mails")
                .silentFor(Duration.ofMillis(20))
                .resetBy(() -> {});

        assertThat(List.<HttpService>of(stripe, proxied))
                .extracting(Resource::kind)
                .containsOnly("http");
    }

    @Test
    void inTheProcessOfADelivery_isOfItsKindAndAsksWhereItIs() throws Exception {
        assertThat(there(HttpService.stripeLike()))
                .isInstanceOfSatisfying(HttpService.StripeLike.class, far -> assertThat(far.uri())
                        .isEqualTo(TAP));
        assertThat(there(HttpService.inFrontOf(() -> URI.create("http://localhost:1"))))
                .isInstanceOfSatisfying(
                        HttpService.Proxied.class, far -> assertThat(far.uri()).isEqualTo(TAP));
    }

    private static Resource there(TappedService<?> service) throws Exception {
        Stub stub = service.stub();
        Constructor<? extends Stub.Maker> maker = stub.maker().getDeclaredConstructor();
        return maker.newInstance().make(new Asked(), stub.words());
    }

    private static List<String> methods(Class<?> kind) {
        return Arrays.stream(kind.getMethods()).map(Method::getName).toList();
    }

    /** The test, as it is reached from the process of a delivery. */
    private record Asked() implements Line {

        @Override
        public Gate gate() {
            return Gate.open();
        }

        @Override
        public String ask(String... words) {
            assertThat(words).containsExactly("where");
            return TAP.toString();
        }

        @Override
        public void tell(String... words) {
            throw new AssertionError("nothing is told");
        }
    }
}
