package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTests {

    private final Closing closing = new Closing();
    private final List<String> closed = new ArrayList<>();

    @Test
    void everyStepIsTaken_theLastOneFirst_whateverFails() {
        closing.then(() -> closed.add("possession"));
        closing.then(() -> {
            throw new SQLException("the connection is dead");
        });
        closing.then(() -> {
            throw new IllegalStateException("so is this");
        });
        closing.then(() -> closed.add("watch"));

        assertThatThrownBy(closing::close)
                .hasMessage("so is this")
                .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessage("the connection is dead"));
        assertThat(closed).containsExactly("watch", "possession");
    }

    @Test
    void afterAFailure_thatIsWhatIsTold() {
        closing.then(() -> {
            throw new SQLException("second");
        });
        Exception first = new IllegalStateException("first");

        closing.after(first);

        assertThat(first.getSuppressed()).hasSize(1);
    }
}
