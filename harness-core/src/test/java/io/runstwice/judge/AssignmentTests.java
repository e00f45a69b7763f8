package io.runstwice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTests {

    private static int size(Map<String, Set<Integer>> fits) {
        return Assignment.size(List.copyOf(fits.keySet()), List.of(1, 2, 3), (name, number) -> fits.get(name)
                .contains(number));
    }

    @Test
    void eachHasOneOfItsOwn_allAreServed() {
        assertThat(size(Map.of("a", Set.of(1), "b", Set.of(2), "c", Set.of(3)))).isEqualTo(3);
    }

    @Test
    void takenOne_isGivenUpForAnother() {
        assertThat(size(Map.of("a", Set.of(1, 2), "b", Set.of(1)))).isEqualTo(2);
    }

    @Test
    void twoForOne_oneIsServed() {
        assertThat(size(Map.of("a", Set.of(1), "b", Set.of(1)))).isEqualTo(1);
    }

    @Test
    void nothingFits_nobodyIsServed() {
        assertThat(size(Map.of("a", Set.of()))).isZero();
        assertThat(size(Map.of())).isZero();
    }

    @Test
    void drawnGraphs_areAssignedAsTryingEverythingSays() {
        Random random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            int left = random.nextInt(6);
            int right = random.nextInt(6);
            boolean[][] fits = new boolean[left][right];
            for (boolean[] row : fits) {
                for (int j = 0; j < right; j++) {
                    row[j] = random.nextInt(3) == 0;
                }
            }
            List<Integer> lefts = IntStream.range(0, left).boxed().toList();
            List<Integer> rights = IntStream.range(0, right).boxed().toList();
            assertThat(Assignment.size(lefts, rights, (a, b) -> fits[a][b])).isEqualTo(best(fits, 0, 0));
        }
    }

    private static int best(boolean[][] fits, int from, int taken) {
        if (from == fits.length) {
            return 0;
        }
        int best = best(fits, from + 1, taken);
        for (int to = 0; to < fits[from].length; to++) {
            if (fits[from][to] && (taken & 1 << to) == 0) {
                best = Math.max(best, 1 + best(fits, from + 1, taken | 1 << to));
            }
        }
        return best;
    }
}
