package io.runstwice.tier;

import io.runstwice.Job;
import io.runstwice.world.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that all deliveries have in common. Classes that go between the harness and a delivery must be the same
 * on both sides, and classes that know databases or print logs keep nothing of the job. All others are loaded afresh.
 *
 * @param places jars and directories: the harness, and every jar that offers a JDBC driver
 * @param named classes of watched resources
 * @param asked packages and classes that the test wants to be shared
 */
record SharedClasses(Set<String> places, Set<String> named, Set<String> asked) {

    private static final String DRIVERS = "META-INF/services/java.sql.Driver";

    private static final List<String> PREFIXES = List.of(
            "org.junit.",
            "org.opentest4j.",
            "org.apiguardian.",
            "org.jspecify.",
            "net.jqwik.",
            "org.slf4j.",
            "ch.qos.logback.",
            "org.apache.logging.",
            "org.apache.commons.logging.",
            "org.jboss.logging.");

    static SharedClasses of(ClassLoader loader, Collection<Resource> watched, Class<?>... ours) {
        Set<String> places = drivers(loader);
        places.add(place(Job.class));
        for (Class<?> one : ours) {
            places.add(place(one));
        }
        Set<String> named = new HashSet<>();
        watched.forEach(resource -> name(resource.getClass(), named));
        return new SharedClasses(places, named, Set.of());
    }

    SharedClasses with(Set<String> packages) {
        return new SharedClasses(places, named, packages);
    }

    private static Set<String> drivers(ClassLoader loader) {
        try {
            Set<String> jars = new HashSet<>();
            for (URL url : Collections.list(loader.getResources(DRIVERS))) {
                if (url.getProtocol().equals("jar")) {
                    jars.add(place(url, DRIVERS));
                }
            }
            return jars;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the class path cannot be searched for JDBC drivers", unreadable);
        }
    }

    private static void name(@Nullable Class<?> type, Set<String> names) {
        if (type != null && names.add(type.getName())) {
            name(type.getSuperclass(), names);
            name(type.getNestHost() == type ? null : type.getNestHost(), names);
            for (Class<?> each : type.getInterfaces()) {
                name(each, names);
            }
        }
    }

    private static String place(Class<?> of) {
        String path = of.getName().replace('.', '/') + ".class";
        URL url = of.getResource('/' + path);
        return url == null ? "" : place(url, path);
    }

    /** The jar or directory that something lies in. */
    static String place(URL url, String path) {
        String text = url.toString();
        int inside = text.indexOf("!/");
        return inside < 0 ? text.substring(0, text.length() - path.length()) : text.substring(0, inside + 2);
    }

    /** Whether a class is shared by its name. */
    boolean isNamed(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith)
                || named.contains(name)
                || asked.stream().anyMatch(one -> isWithin(one, name))
                || name.indexOf('$') > 0 && named.contains(name.substring(0, name.indexOf('$')));
    }

    private static boolean isWithin(String asked, String name) {
        return name.startsWith(asked)
                && (name.length() == asked.length() || ".$".indexOf(name.charAt(asked.length())) >= 0);
    }

    /** Whether a class is shared because of where it lies: the JDK's own modules are too. */
    boolean isPlace(String place) {
        return places.contains(place) || place.startsWith("jrt:");
    }
}
