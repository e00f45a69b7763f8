package io.runstwice.jdbc.dialect;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The check that a database runs in a container that this JVM started.
 *
 * <p>Asks Testcontainers itself, if it is there: it labels the containers that it starts, and Docker knows which port
 * leads where. The server must give the name of that container as its own: behind a port of a container may be a
 * tunnel to any database.
 */
public final class Containers {

    /** One host with a port. What lists several may lead to any of them. */
    private static final Pattern URL =
            Pattern.compile("jdbc:[a-z0-9]+://(?:[^/@]*@)?(\\[[^]]+]|[^/:,?;\\[(]+)(?::(\\d+))?(?:[/?;].*)?");

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private Containers() {}

    /**
     * Whether it does.
     *
     * @param address how the server calls where it was reached, as {@link ServerFacts#address} says
     */
    public static boolean started(String url, @Nullable String address) {
        Matcher found = URL.matcher(url);
        return address != null
                && found.matches()
                && found.group(2) != null
                && TestcontainersPort.ofThisJvm().stream()
                        .anyMatch(port ->
                                port.leadsFrom(host(found), Integer.parseInt(found.group(2))) && port.leadsTo(address));
    }

    /** Whether a URL names this machine. */
    public static boolean isHere(String url) {
        Matcher found = URL.matcher(url);
        return found.matches() && isThisMachine(host(found));
    }

    static boolean isThisMachine(String host) {
        return HERE.contains(host);
    }

    private static String host(Matcher url) {
        return url.group(1).replaceAll("[\\[\\]]", "");
    }
}
