package io.runstwice.fork;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a JVM like this one is started, but soon: what it runs is short. Compilers pay late, and only G1 maps the heap of
 * the archive that comes with the JDK.
 */
final class Command {

    private static final List<String> FAST = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=4",
            "-XX:+UseG1GC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    /**
     * Read by a JVM that begins, or by its launcher. What is for forks in them is passed on by this JVM, which has read
     * them too.
     */
    private static final Set<String> VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private Command() {}

    /**
     * An agent that a variable asks for would begin in the fork too: its port may be taken, and with it no archive can
     * be left.
     */
    static ProcessBuilder withoutVariables(ProcessBuilder fork) {
        fork.environment().keySet().removeAll(VARIABLES);
        return fork;
    }

    static List<String> of(ClassPath path, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FAST);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(Command::isForForks)
                .forEach(command::add);
        command.addAll(List.of(more));
        command.add("-cp");
        command.add(path.toString());
        command.add(ForkMain.class.getName());
        return command;
    }

    /** What the job may ask for; not agents, heaps and ports of this JVM. */
    private static boolean isForForks(String argument) {
        return argument.startsWith("-D")
                || argument.startsWith("--add-opens")
                || argument.startsWith("--add-exports")
                || argument.startsWith("--enable")
                || argument.startsWith("-ea")
                || argument.startsWith("-enableassertions");
    }
}
