package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Delivery;
import io.runstwice.Tier;
import io.runstwice.effect.Effects;
import io.runstwice.jdbc.Database;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A test class that is made in a process of its own for each delivery. */
class ProcessTierTests {

    @Test
    void memoryOfWhatWasSeen_isGoneWithTheProcess() {
        Results results = TestKit.run(SeenInMemoryTestCases.class);

        assertThat(results.failures().values().iterator().next())
                .hasMessageContaining("double effect")
                .hasMessageContaining("effects mail");
    }

    @Test
    void parameterThatCannotCross_isRefused() {
        assertThat(TestKit.run(ParameterTestCases.class)
                        .failures()
                        .values()
                        .iterator()
                        .next())
                .hasMessageContaining(
                        "`tier = PROCESS` of `@RunsTwiceSafely` needs a body without parameters but `Delivery`")
                .hasMessageContaining("TestInfo");
    }

    static class SeenInMemoryTestCases {

        static final Set<Integer> SEEN = ConcurrentHashMap.newKeySet();

        @Watched
        static final Database db = Database.watching(Worlds::postgres);

        @Watched
        final Effects effects = Effects.unkeyed();

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @Replay("D1 acknowledgement lost; D2")
        @RunsTwiceSafely(tier = Tier.PROCESS, copies = 1, preemptions = 0, guard = "5 min")
        void job(Delivery delivery) {
            if (SEEN.add(42)) {
                Jobs.chargeOnce(delivery.watched("db", Database.class).dataSource());
                effects.perform("mail", "charged");
            }
        }
    }

    static class ParameterTestCases {

        @Watched
        static final Effects effects = Effects.unkeyed();

        @Replay("D1")
        @RunsTwiceSafely(tier = Tier.PROCESS)
        void job(TestInfo info) {
            effects.perform("mail", info.getDisplayName());
        }
    }
}
