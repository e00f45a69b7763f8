package io.runstwice.judge;

import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two digits of a digest, of which a store makes directories: {@code objects/3f/3f2a91…}. */
class DirectoriesTests {

    private static final Table FILES = table("db files", List.of("no number!", "dir value", "path value"));

    private static Observation run(String form, long seed, UnaryOperator<String> spoiled) {
        Draw draw = seed < 4 ? Draw.baselines().get((int) seed) : Draw.any(seed);
        String token = draw.token();
        String path = String.format(form, token.substring(0, 2), token.substring(2, 4), token);
        return draw.observe(plus(FILES, row("1", token.substring(0, 2), spoiled.apply(path))));
    }

    private static boolean isRight(String form, long seed, UnaryOperator<String> spoiled) {
        return Judge.of(
                        state(FILES),
                        LongStream.range(0, 4)
                                .mapToObj(run -> run(form, run, path -> path))
                                .toList(),
                        Map.of())
                .judge(run(form, seed, spoiled), true, Set.of())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "objects/%s/%3$s",
                "%s/%s/%s.pdf?amount=1600",
                "/a/%s/%s/file",
                "{\"dir\": \"%s\", \"amount\": 1600}"
            })
    void directoriesOfADigest_areRandom(String form) {
        assertThat(LongStream.range(10, 60).filter(seed -> !isRight(form, seed, path -> path)))
                .isEmpty();
        assertThat(isRight(form, 10, path -> path.replace("16", "17") + "x")).isFalse();
        assertThat(isRight(form, 10, path -> form.replace("%s", "zz").replace("%3$s", "zz")))
                .isFalse();
        assertThat(isRight(form, 10, path -> "")).isFalse();
    }

    private static final List<String> DECIMAL = List.of("12", "34", "56", "78");

    private static Observation decimal(int run, String form, String start) {
        Draw draw = Draw.baselines().get(run);
        String token = start + draw.token().substring(4);
        return draw.observe(
                plus(FILES, row("1", "", String.format(form, start.substring(0, 2), start.substring(2, 4), token))));
    }

    private static boolean isRightAfterDecimals(String form, String path) {
        Judge judge = Judge.of(
                state(FILES),
                IntStream.range(0, 4)
                        .mapToObj(run -> decimal(run, form, DECIMAL.get(run) + DECIMAL.get(3 - run)))
                        .toList(),
                Map.of());
        return judge.judge(decimal(3, path, "3fa9"), true, Set.of()).isEmpty();
    }

    /** One digest in forty begins with two digits that are decimal in each of four baselines. */
    @ParameterizedTest
    @ValueSource(strings = {"objects/%s/%3$s?amount=1600", "%s/%s/%s.pdf"})
    void directoriesThatAreDecimalByChance_areRandom(String form) {
        assertThat(isRightAfterDecimals(form, form)).isTrue();
        assertThat(isRightAfterDecimals(form, form.replace("%s/%3$s", "zz/%3$s").replace("%s/%s/%s", "zz/%s/%s")))
                .isFalse();
    }

    @Test
    void twoDigitsThatBeginNoDigest_areANumber() {
        assertThatThrownBy(() -> isRightAfterDecimals("objects/%2$s/x%1$s%3$s", "objects/%2$s/x%1$s%3$s"))
                .isInstanceOf(Unfit.class);
    }
}
