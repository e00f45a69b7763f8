package io.runstwice.watchdog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The start time of a process, as its system counts it. Together with the number it identifies one process for ever.
 */
final class StartTime {

    /** The watchdog then asks {@code ps} itself. */
    private static final String UNKNOWN_HERE = "?";

    /** Counted from the one after the name; the name may contain spaces. */
    private static final int FIELD = 19;

    private StartTime() {}

    /** Empty if the process is over. */
    static String of(ProcessHandle process) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return process.isAlive() ? UNKNOWN_HERE : "";
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            String started = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[FIELD];
            // asked last: alive now, so it was this process that was looked at, and no later one of its number
            return process.isAlive() ? started : "";
        } catch (IOException over) {
            return "";
        }
    }
}
