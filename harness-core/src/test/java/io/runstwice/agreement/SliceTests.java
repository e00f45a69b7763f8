package io.runstwice.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTests {

    @Test
    void slices_holdEverythingOnceBetweenThem() {
        LongStream held = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> Slice.of(number + "/7"))
                .flatMapToLong(slice -> LongStream.range(0, 200).filter(slice::has));

        assertThat(held.sorted().boxed())
                .containsExactlyElementsOf(LongStream.range(0, 200).boxed().toList());
    }

    @Test
    void oneOfOne_holdsTheWhole() {
        assertThat(LongStream.range(0, 200).allMatch(Slice.of("1/1")::has)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/3", "4/3", "1/0", "2/8/3", "a/b", "-1/2"})
    void whatIsNoSlice_isRefusedWithTheWayOut(String told) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slice.of(told))
                .withMessage(told + " is no slice: write -Dtests.slice=2/8");
    }
}
