package io.runstwice.fork;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM like this one is started, but soon: what it runs is short. */
final class Command {

    private static final List<String> FAST = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    private Command() {}

    static List<String> of(String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FAST);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(Command::isForForks)
                .forEach(command::add);
        command.add("-cp");
        command.add(classPath());
        command.add(mainClass);
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

    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path", "");
        return modules.isEmpty() ? classes : modules + File.pathSeparator + classes;
    }
}
