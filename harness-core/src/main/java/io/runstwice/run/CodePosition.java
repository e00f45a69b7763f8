package io.runstwice.run;

import java.util.List;

/** The place in the job's own code where a thread is. */
final class CodePosition {

    private static final List<String> HARNESS = List.of(
            "io.runstwice.run.",
            "io.runstwice.fork.",
            "io.runstwice.world.",
            "io.runstwice.jdbc.",
            "io.runstwice.http.",
            "io.runstwice.effect.");

    private CodePosition() {}

    /** The innermost frame that belongs neither to the JDK nor to the harness, or the innermost one of all. */
    static String of(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        for (StackTraceElement frame : stack) {
            if (!isForeign(frame.getClassName())) {
                return frame.toString();
            }
        }
        return stack.length == 0 ? "its end" : stack[0].toString();
    }

    private static boolean isForeign(String name) {
        return name.startsWith("java.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.")
                || HARNESS.stream().anyMatch(name::startsWith);
    }
}
