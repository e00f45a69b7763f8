package io.runstwice.jdbc.dialect;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ports of Docker's machine that lead into containers of this JVM, found by reflection: Testcontainers is optional.
 *
 * @param host where Docker runs
 * @param number the port there
 * @param names how the server within may call itself: by the container's id, or by an address and the port within
 */
record TestcontainersPort(String host, int number, Set<String> names) {

    private static final String FACTORY = "org.testcontainers.DockerClientFactory";

    /** So much of its id is a container's own host name. */
    private static final int NAME = 12;

    boolean leadsFrom(String anyHost, int port) {
        boolean sameMachine =
                anyHost.equals(host) || Containers.isThisMachine(anyHost) && Containers.isThisMachine(host);
        return sameMachine && port == number;
    }

    boolean leadsTo(String address) {
        return names.contains(address);
    }

    static List<TestcontainersPort> ofThisJvm() {
        List<TestcontainersPort> ports = new ArrayList<>();
        try {
            Class<?> type = Class.forName(FACTORY);
            Object factory = type.getMethod("instance").invoke(null);
            String host = (String) call(factory, "dockerHostIpAddress");
            String session = (String) type.getField("SESSION_ID").get(null);
            Object client = call(type.getMethod("lazyClient").invoke(null), "listContainersCmd");
            Method labels = client.getClass().getMethod("withLabelFilter", Map.class);
            labels.invoke(client, Map.of("org.testcontainers.sessionId", session));
            for (Object container : (List<?>) call(client, "exec")) {
                for (Object port : (Object[]) call(container, "getPorts")) {
                    if (call(port, "getPublicPort") instanceof Integer number) {
                        ports.add(new TestcontainersPort(host, number, names(container, port)));
                    }
                }
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException absent) {
            return List.of();
        }
        return ports;
    }

    private static Set<String> names(Object container, Object port) throws ReflectiveOperationException {
        Set<String> names = new HashSet<>();
        names.add(String.valueOf(call(container, "getId")).substring(0, NAME));
        Object networks = call(call(container, "getNetworkSettings"), "getNetworks");
        for (Object network : ((Map<?, ?>) networks).values()) {
            names.add(call(network, "getIpAddress") + ":" + call(port, "getPrivatePort"));
        }
        return names;
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        Method found = target.getClass().getMethod(method);
        found.setAccessible(true);
        return found.invoke(target);
    }
}
