package io.runstwice.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.Executor;

/** Passes the output of a fork on to that of this JVM: a job may print. */
final class ForkOutput {

    private ForkOutput() {}

    /** Passes it on until the process is gone. */
    static void by(Process process, Executor printers) {
        printers.execute(() -> print(process.getInputStream(), System.out));
        printers.execute(() -> print(process.getErrorStream(), System.err));
    }

    /** In a fork that is about to halt: says why, which the test prints. */
    static void say(String why) {
        System.err.println("RunsTwice, in a forked JVM: " + why);
    }

    private static void print(InputStream from, PrintStream to) {
        byte[] bytes = new byte[4096];
        try (from) {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                to.write(bytes, 0, count);
                to.flush();
            }
        } catch (IOException closed) {
            // it prints no more
        }
    }
}
