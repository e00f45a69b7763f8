package io.runstwice.junit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.runstwice.world.Safeguard;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract finds each flaw, and none where there is none. */
class ResourceContractTests {

    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static final class ShelfTestCases extends ResourceContract<Shelf> {

        private final Flaw flaw = FLAW.get();

        @Override
        protected Shelf create() {
            return new Shelf(flaw);
        }

        @Override
        protected void act(Shelf shelf) throws Exception {
            shelf.put();
        }

        @Override
        protected void hold(Shelf shelf) throws Exception {
            shelf.climb();
        }

        @Override
        protected Instant time(Shelf shelf) {
            return shelf.since();
        }

        @Override
        protected List<Safeguard> guards() {
            return List.of(Shelf.RAIL);
        }
    }

    private static Events run(Flaw flaw) {
        FLAW.set(flaw);
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(ShelfTestCases.class))
                    .execute()
                    .testEvents();
        } finally {
            FLAW.remove();
        }
    }

    private static Set<String> checks() {
        return Arrays.stream(ResourceContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "DEAD_WORKERS_HOLD", "KNOWS_OF_NO_WAIT"})
    void flaw_isFound(Flaw flaw) {
        mustBeFound(flaw);
    }

    /** Each takes as long as the contract waits for a worker. */
    @ParameterizedTest
    @Tag("exhaustive")
    @EnumSource(names = {"DEAD_WORKERS_HOLD", "KNOWS_OF_NO_WAIT"})
    void flawThatKeepsWorkersWaiting_isFound(Flaw flaw) {
        mustBeFound(flaw);
    }

    private static void mustBeFound(Flaw flaw) {
        List<String> failed = run(flaw).failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                .toList();
        assertThat(failed).contains(flaw.foundBy());
    }

    @Test
    void noFlaw_allTestsPass() {
        run(Flaw.NONE)
                .assertStatistics(
                        all -> all.succeeded(checks().size()).failed(0).aborted(0));
    }

    @Test
    void everyCheck_findsAFlaw() {
        assertThat(Arrays.stream(Flaw.values()).map(Flaw::foundBy).filter(name -> !name.isEmpty()))
                .containsAll(checks());
    }
}
