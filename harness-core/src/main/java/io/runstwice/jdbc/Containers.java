package io.runstwice.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a database runs in a container that this JVM started.
 *
 * <p>Testcontainers itself is asked, if it is there: it labels what it starts, and Docker knows which port leads where.
 */
final class Containers {

    private static final Pattern PORT = Pattern.compile("//[^/:]+:(\\d+)");

    private Containers() {}

    static boolean started(String url) {
        Matcher port = PORT.matcher(url);
        return port.find() && TestcontainersPorts.mapped().contains(Integer.parseInt(port.group(1)));
    }
}
