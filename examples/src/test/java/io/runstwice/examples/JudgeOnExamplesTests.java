package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.examples.support.FinalState;
import io.runstwice.examples.support.Scenario;
import io.runstwice.judge.Mutants;
import io.runstwice.judge.Mutants.Mutant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One cell, row, reference or ledger line spoiled in an example's final state: the judge sees each of them. */
class JudgeOnExamplesTests {

    @TestFactory
    List<DynamicTest> finalStateSpoiledInOnePlace_isFound() {
        return EveryExample.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> everyMutantIsRed(scenario)))
                .toList();
    }

    private static void everyMutantIsRed(Scenario scenario) throws Exception {
        FinalState state = FinalState.of(scenario);
        assertThat(state.judge().judge(state.run(), true, Set.of())).isEmpty();
        List<Mutant> mutants = Mutants.of(state.judge(), state.run());
        assertThat(mutants).isNotEmpty();
        assertThat(mutants)
                .filteredOn(mutant ->
                        state.judge().judge(mutant.run(), true, Set.of()).isEmpty())
                .isEmpty();
    }
}
