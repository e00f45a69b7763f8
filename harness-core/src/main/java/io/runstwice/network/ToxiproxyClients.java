package io.runstwice.network;

import io.runstwice.world.Misuse;

/** The check that the optional client of Toxiproxy is there. Must not refer to it. */
final class ToxiproxyClients {

    private ToxiproxyClients() {}

    static void require(ClassLoader loader) {
        try {
            Class.forName("eu.rekawek.toxiproxy.ToxiproxyClient", false, loader);
        } catch (ClassNotFoundException missing) {
            throw new Misuse(
                    "A Link needs the Java client of Toxiproxy, but it is not on the class path. "
                            + "Add eu.rekawek.toxiproxy:toxiproxy-java 2.1.x to the test scope.",
                    missing);
        }
    }
}
