package io.runstwice.network;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * A {@code ToxiproxyContainer} of Testcontainers, by reflection: that is optional, and its modules share packages,
 * which a module must not.
 */
final class Container {

    private static final String TYPE = "org.testcontainers.toxiproxy.ToxiproxyContainer";
    private static final String FACTORY = "org.testcontainers.DockerClientFactory";
    private static final String WAITS = "org.testcontainers.containers.wait.strategy.";

    private final Object it;

    private Container(Object it) {
        this.it = it;
    }

    /** Whether Testcontainers is there, and a Docker engine answers. */
    static boolean isPossible() {
        try {
            Class.forName(TYPE);
            Object factory = Class.forName(FACTORY).getMethod("instance").invoke(null);
            return (boolean) factory.getClass().getMethod("isDockerAvailable").invoke(factory);
        } catch (ReflectiveOperationException | LinkageError absent) {
            return false;
        }
    }

    static Container of(String image) {
        try {
            return new Container(
                    Class.forName(TYPE).getConstructor(String.class).newInstance(image));
        } catch (ReflectiveOperationException unknown) {
            throw unlike(unknown);
        }
    }

    /** Then no port of it leads anywhere else, and it is ready when it says something. */
    Container sharingTheNetwork() {
        call("withNetworkMode", String.class, "host");
        call("setExposedPorts", List.class, List.of());
        try {
            Class<?> strategy = Class.forName(WAITS + "WaitStrategy");
            Object says = Class.forName(WAITS + "Wait")
                    .getMethod("forLogMessage", String.class, int.class)
                    .invoke(null, ".*Starting.*\\s*", 1);
            call("waitingFor", strategy, says);
        } catch (ReflectiveOperationException unknown) {
            throw unlike(unknown);
        }
        return this;
    }

    Container labelled(String label, String value) {
        try {
            it.getClass().getMethod("withLabel", String.class, String.class).invoke(it, label, value);
        } catch (ReflectiveOperationException unknown) {
            throw unlike(unknown);
        }
        return this;
    }

    Container running(String... arguments) {
        call("withCommand", String[].class, arguments);
        return this;
    }

    void start() {
        call("start");
    }

    void stop() {
        call("stop");
    }

    String log() {
        return String.valueOf(call("getLogs"));
    }

    private Object call(String method) {
        try {
            return it.getClass().getMethod(method).invoke(it);
        } catch (ReflectiveOperationException failure) {
            throw unlike(failure);
        }
    }

    private void call(String method, Class<?> type, Object argument) {
        try {
            it.getClass().getMethod(method, type).invoke(it, argument);
        } catch (ReflectiveOperationException failure) {
            throw unlike(failure);
        }
    }

    private static IllegalStateException unlike(ReflectiveOperationException failure) {
        Throwable cause = failure instanceof InvocationTargetException thrown ? thrown.getCause() : failure;
        return new IllegalStateException("Testcontainers refused: " + cause, cause);
    }
}
