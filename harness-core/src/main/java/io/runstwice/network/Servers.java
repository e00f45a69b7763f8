package io.runstwice.network;

import io.runstwice.world.Misuse;
import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a Toxiproxy server comes from: a URL, a program on the PATH, a container. */
final class Servers {

    static final String PROPERTY = "runstwice.toxiproxy";
    static final String VARIABLE = "RUNSTWICE_TOXIPROXY";
    private static final String PROGRAM = "toxiproxy-server";

    private Servers() {}

    /**
     * The first that there is.
     *
     * @param named what the test said, or null
     * @throws Misuse if there is none
     */
    static Server find(@Nullable URI named) {
        ToxiproxyClients.require(Servers.class.getClassLoader());
        Optional<URI> where = named == null ? configured() : Optional.of(named);
        return where.isPresent() ? RemoteServer.at(where.get()) : StartedServer.of(program());
    }

    /**
     * Asks whether a link would find one, without starting it.
     *
     * @throws Misuse if there is none; it says how to get one
     */
    static void mustExist() {
        if (configured().isEmpty()) {
            program();
        }
    }

    private static Optional<URI> configured() {
        return Stream.of(System.getProperty(PROPERTY), System.getenv(VARIABLE))
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(URI::create);
    }

    private static File program() {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .flatMap(folder -> Stream.of(new File(folder, PROGRAM), new File(folder, PROGRAM + ".exe")))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new Misuse("A Link needs a Toxiproxy server, but none was named by -D" + PROPERTY
                        + " or " + VARIABLE + ", and no " + PROGRAM + " is on the PATH. Get one: go install"
                        + " github.com/Shopify/toxiproxy/v2/cmd/server@v2.12.0, and call it " + PROGRAM + "."));
    }
}
