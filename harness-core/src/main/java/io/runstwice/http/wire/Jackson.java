package io.runstwice.http.wire;

import io.runstwice.world.Misuse;

/** Whether the optional library that {@link PlainJson} is written with is there. Must not refer to it. */
public final class Jackson {

    private Jackson() {}

    public static void require(ClassLoader loader) {
        try {
            Class.forName("com.fasterxml.jackson.databind.json.JsonMapper", false, loader);
        } catch (ClassNotFoundException missing) {
            throw new Misuse(
                    "HttpService needs Jackson to read and write JSON, but it is not on the class path. "
                            + "Add com.fasterxml.jackson.core:jackson-databind 2.x to the test scope.",
                    missing);
        }
    }
}
