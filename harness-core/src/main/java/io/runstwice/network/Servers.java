package io.runstwice.network;

import io.runstwice.world.Misuse;
import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources of a Toxiproxy server: a URL, a program on the PATH, a container. */
final class Servers {

    static final String PROPERTY = "runstwice.toxiproxy";
    static final String VARIABLE = "RUNSTWICE_TOXIPROXY";
    private static final String PROGRAM = "toxiproxy-server";

    /** How to get one. */
    static final String WAYS = "none was named by -D" + PROPERTY + " or " + VARIABLE + ", no " + PROGRAM
            + " is on the PATH, and no container can be started. Get one: go install"
            + " github.com/Shopify/toxiproxy/v2/cmd/server@v2.12.0, and call it " + PROGRAM
            + "; or start Docker, with org.testcontainers:testcontainers-toxiproxy in the test scope";

    static final String MISSING = "A Link needs a Toxiproxy server, but " + WAYS + ".";

    private Servers() {}

    /**
     * The first that there is.
     *
     * @throws Misuse if one is named that does not answer
     */
    static Optional<Server> find() {
        return configured()
                .map(RemoteServer::at)
                .or(() -> program().map(StartedServer::of))
                .or(() -> OwnContainer.isPossible() ? Optional.of(OwnContainer.start()) : Optional.empty());
    }

    /**
     * Asks whether a link would find one, without starting it.
     *
     * @throws Misuse if there is none; it says how to get one
     */
    static void mustExist() {
        if (configured().isEmpty() && program().isEmpty() && !OwnContainer.isPossible()) {
            throw new Misuse(MISSING);
        }
    }

    private static Optional<URI> configured() {
        return Stream.of(System.getProperty(PROPERTY), System.getenv(VARIABLE))
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(URI::create);
    }

    private static Optional<File> program() {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .flatMap(folder -> Stream.of(new File(folder, PROGRAM), new File(folder, PROGRAM + ".exe")))
                .filter(File::canExecute)
                .findFirst();
    }
}
