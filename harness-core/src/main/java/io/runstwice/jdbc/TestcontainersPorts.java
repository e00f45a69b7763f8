package io.runstwice.jdbc;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ports of this machine that lead into containers of this JVM, found by reflection: Testcontainers is optional. */
final class TestcontainersPorts {

    private static final String FACTORY = "org.testcontainers.DockerClientFactory";

    private TestcontainersPorts() {}

    static Set<Integer> mapped() {
        Set<Integer> ports = new HashSet<>();
        try {
            Class<?> factory = Class.forName(FACTORY);
            String session = (String) factory.getField("SESSION_ID").get(null);
            Object client = call(factory.getMethod("lazyClient").invoke(null), "listContainersCmd");
            Method labels = client.getClass().getMethod("withLabelFilter", Map.class);
            labels.invoke(client, Map.of("org.testcontainers.sessionId", session));
            for (Object container : (List<?>) call(client, "exec")) {
                if (leadsElsewhere(container)) {
                    continue;
                }
                for (Object port : (Object[]) call(container, "getPorts")) {
                    Object mapped = call(port, "getPublicPort");
                    if (mapped instanceof Integer number) {
                        ports.add(number);
                    }
                }
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException absent) {
            return Set.of();
        }
        return ports;
    }

    /** Behind a proxy may be any database. */
    private static boolean leadsElsewhere(Object container) throws ReflectiveOperationException {
        return String.valueOf(call(container, "getImage")).contains("toxiproxy");
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        Method found = target.getClass().getMethod(method);
        found.setAccessible(true);
        return found.invoke(target);
    }
}
