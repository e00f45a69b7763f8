package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** No test depends on another having run: each can be selected by its number. */
class NodeSelectionTests {

    @Test
    void eachTestAlone_hasTheOutcomeThatItHasAmongAll() {
        Results all = TestKit.run(TwoTestCases.class);

        List<Boolean> alone = new ArrayList<>();
        for (int number = 1; number <= all.tests().size(); number++) {
            Results one = TestKit.runOnly(TwoTestCases.class, number);
            assertThat(one.tests()).hasSize(1);
            alone.add(one.failures().isEmpty());
        }

        assertThat(alone).contains(true, false);
        assertThat(alone)
                .isEqualTo(all.tests().stream().map(all.passed()::contains).toList());
    }

    @Test
    void failingTestAlone_tellsTheStoryInFull() {
        Results all = TestKit.run(TwoTestCases.class);
        int last = all.tests()
                        .lastIndexOf(List.copyOf(all.failures().keySet())
                                .get(all.failures().size() - 1))
                + 1;

        Results one = TestKit.runOnly(TwoTestCases.class, last);

        assertThat(all.failures().values()).last().asString().contains("same violation as");
        assertThat(one.failure()).hasMessageStartingWith("TwoTestCases.job is not safe to run twice");
    }

    @Test
    void numberThatNoLongerExists_failsAndSaysWhatToDo() {
        assertThat(TestKit.runOnly(TwoTestCases.class, 999).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("this point is gone; run the whole method");
    }

    @Test
    void numberThatNoLongerExistsBesideTheFirst_failsToo() {
        Results results = TestKit.runOnly(TwoTestCases.class, 1, 999);

        assertThat(results.tests()).hasSize(2).first().isEqualTo("one delivery, no fault");
        assertThat(results.failure()).hasMessage("this point is gone; run the whole method");
    }

    @Test
    void testsAfterOneThatRecordedTheTrace_haveTheirNames() {
        List<String> all = TestKit.run(TwoTestCases.class).tests();

        List<String> some = TestKit.runOnly(TwoTestCases.class, 3, 5).tests();

        assertThat(some).containsExactly("#3 of a trace not recorded yet", all.get(4));
    }

    static class TwoTestCases {

        @Watched
        static final Database db = Database.watching(Worlds::h2);

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely
        void job() {
            Jobs.chargeAgain(db.dataSource());
            Jobs.chargeOnce(db.dataSource());
        }
    }
}
