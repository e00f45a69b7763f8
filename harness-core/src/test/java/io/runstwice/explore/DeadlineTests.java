package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTests {

    private static State rows(int rows, String cell) {
        Table table = new Table(
                "db",
                "items",
                List.of(Column.of("note", Column.Kind.VALUE)),
                Collections.nCopies(rows, new Row(Collections.singletonList(cell))),
                false);
        return new State(List.of(table));
    }

    @Test
    void comparisonThatTakesTooLong_isLeftBehind_byName() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        Deadline over = Deadline.in(Duration.ZERO);
        assertThatThrownBy(() -> over.check(7)).isInstanceOf(Inconclusive.class);

        assertThatThrownBy(() -> over.within("comparing", rows(100_000, "x"), () -> {
                    try {
                        never.await();
                        return interrupted.complete(false);
                    } catch (InterruptedException stopped) {
                        return interrupted.complete(true);
                    }
                }))
                .isInstanceOf(Inconclusive.class)
                .hasMessageContaining("the guard of 0 s ended the exploration while comparing 100000 rows of db items")
                .hasMessageContaining("after 7 schedules");
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneLongCell_isLargeAsWell() {
        Thread here = Thread.currentThread();

        assertThat(Deadline.in(Duration.ofMinutes(1))
                        .within("comparing", rows(1, "x".repeat(2_000_000)), Thread::currentThread))
                .isNotSameAs(here);
        assertThat(Deadline.in(Duration.ofMinutes(1)).within("comparing", rows(1, "x"), Thread::currentThread))
                .isSameAs(here);
    }

    @Test
    void whatIsThrownThere_isThrownHere() {
        assertThatThrownBy(() -> Deadline.in(Duration.ofMinutes(1)).within("comparing", rows(100_000, "x"), () -> {
                    throw new IllegalArgumentException("as it is");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as it is");
    }

    @Test
    void betweenTwoRuns_theGuardIsLookedAt() {
        assertThatThrownBy(() -> Deadline.in(Duration.ZERO).check(3)).hasMessageContaining("after 3 schedules");
        Deadline.none().check(3);
    }

    @Test
    void whatWasFound_hasTimeToBeShownOnceMore() {
        Deadline over = Deadline.in(Duration.ZERO);

        over.extend();

        over.check(0);
        assertThat(over.within("comparing", rows(100_000, "x"), () -> "shown")).isEqualTo("shown");
    }
}
