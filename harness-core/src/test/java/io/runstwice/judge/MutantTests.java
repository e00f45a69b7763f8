package io.runstwice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantTests {

    @ParameterizedTest
    @EnumSource(Scene.class)
    void anyRunOfTheSame_judged_isRight(Scene scene) {
        Judge judge = scene.judge();

        List<String> wrong = LongStream.range(0, 300)
                .mapToObj(seed -> judge.judge(scene.run(Draw.any(seed)), true, Set.of()))
                .flatMap(violation -> violation.stream())
                .flatMap(violation -> violation.differences().stream())
                .map(difference -> difference.table() + " " + difference.changed())
                .toList();

        assertThat(wrong.stream().limit(3)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void everyMutant_judged_isRed(Scene scene) {
        Judge judge = scene.judge();
        List<Mutants.Mutant> mutants = Mutants.of(judge, scene.run(Draw.any(4711)));

        List<Mutants.Mutant> survivors = mutants.stream()
                .filter(mutant -> judge.judge(mutant.run(), true, Set.of()).isEmpty())
                .toList();

        assertThat(survivors).isEmpty();
        assertThat(mutants).hasSizeGreaterThan(10);
    }
}
