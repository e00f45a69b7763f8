package io.runstwice.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a fork is started. */
class CommandTests {

    @Test
    void optionsOfTheEnvironment_areNotReadOnceMore() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                "JDK_JAVA_OPTIONS", "-Xmx16g",
                "_JAVA_OPTIONS", "-Da=b",
                "LANG", "C.UTF-8"));

        Command.leaveOutOptions(environment);

        assertThat(environment).containsOnlyKeys("LANG");
    }

    @Test
    void builder_keepsTheCommandAndTheRestOfTheEnvironment() {
        ProcessBuilder builder = Command.builder(List.of("java", "-version"));

        assertThat(builder.command()).containsExactly("java", "-version");
        assertThat(builder.environment()).containsAllEntriesOf(leftOut(System.getenv()));
    }

    private static Map<String, String> leftOut(Map<String, String> environment) {
        Map<String, String> copy = new HashMap<>(environment);
        Command.leaveOutOptions(copy);
        return copy;
    }
}
