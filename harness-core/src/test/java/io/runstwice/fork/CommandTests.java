package io.runstwice.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a fork is started. */
class CommandTests {

    @Test
    void variablesThatAJvmReads_areNotReadOnceMore() {
        ProcessBuilder fork = new ProcessBuilder("java", "-version");
        fork.environment().clear();
        fork.environment()
                .putAll(Map.of(
                        "JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                        "JDK_JAVA_OPTIONS", "-Xmx16g",
                        "_JAVA_OPTIONS", "-Da=b",
                        "LANG", "C.UTF-8"));

        assertThat(Command.withoutVariables(fork).environment()).containsOnlyKeys("LANG");
    }
}
