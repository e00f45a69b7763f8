package io.runstwice.jdbc.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A statement that is called back comes back. */
class RecallTests {

    private final AtomicInteger cancelled = new AtomicInteger();

    private final Statement statement = (Statement) Proxy.newProxyInstance(
            Statement.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("cancel");
                return cancelled.incrementAndGet() > 0 ? null : this;
            });

    @Test
    void requestThatTheServerDidNotHear_isRepeated() throws SQLException {
        assertThat(Recall.of(statement, () -> cancelled.get() < 3)).isTrue();
        assertThat(cancelled).hasValue(3);
    }

    @Test
    void statementThatIsBack_isNotCancelled() throws SQLException {
        assertThat(Recall.of(statement, () -> false)).isTrue();
        assertThat(cancelled).hasValue(0);
    }
}
