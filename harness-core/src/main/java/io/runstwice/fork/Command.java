package io.runstwice.fork;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line of a JVM like this one that starts fast, since its work is short. Compilers pay late, and only G1
 * maps the heap of the archive that comes with the JDK.
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
     * Variables that a JVM or its launcher reads when it begins. This JVM, which has read them too, passes on the
     * options that are for forks.
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

    /** Whether the job may need this argument; not so agents, heaps and ports of this JVM. */
    private static boolean isForForks(String argument) {
        return argument.startsWith("-D")
                || argument.startsWith("--add-opens")
                || argument.startsWith("--add-exports")
                || argument.startsWith("--enable")
                || argument.startsWith("-ea")
                || argument.startsWith("-enableassertions");
    }
}
