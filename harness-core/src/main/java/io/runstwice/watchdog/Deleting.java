package io.runstwice.watchdog;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * A JVM of its own, started by the watchdog when the test JVM is gone: sends {@code DELETE} to each of its arguments.
 */
final class Deleting {

    private static final int PATIENCE = 3_000;

    private Deleting() {}

    public static void main(String... urls) {
        for (String url : urls) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(url).toURL().openConnection();
                connection.setConnectTimeout(PATIENCE);
                connection.setReadTimeout(PATIENCE);
                connection.setRequestMethod("DELETE");
                connection.getResponseCode();
            } catch (IOException gone) {
                // then there is nothing to delete
            }
        }
    }
}
