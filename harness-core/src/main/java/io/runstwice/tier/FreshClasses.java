package io.runstwice.tier;

import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The classes that each delivery loads for itself, and those that all share. Every class file is read once. For the
 * engine and the JUnit module. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FreshClasses {

    private final ClassLoader parent;
    private final SharedClasses shared;
    private final Map<String, Set<String>> replaced = new ConcurrentHashMap<>();
    private final Map<String, Optional<ClassFile>> files = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> common = new ConcurrentHashMap<>();

    private FreshClasses(ClassLoader parent, SharedClasses shared) {
        this.parent = parent;
        this.shared = shared;
    }

    /**
     * Fresh copies of the classes that a loader can load, except the shared ones.
     *
     * @param loader the loader of the job or the test, from which shared classes come
     * @param watched resources that a delivery gets from the test as they are, so their classes are shared
     * @param ours a class of each jar that is shared besides
     */
    public static FreshClasses beneath(@Nullable ClassLoader loader, Collection<Resource> watched, Class<?>... ours) {
        ClassLoader parent = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        return new FreshClasses(parent, SharedClasses.of(parent, watched, ours));
    }

    /**
     * These classes, but for some that are to be shared as well. To be said before the first of them is loaded.
     *
     * @param packages names of packages, which take those beneath them along, and of classes
     * @throws Misuse if one is blank
     */
    public FreshClasses sharing(Collection<String> packages) {
        if (packages.stream().anyMatch(String::isBlank)) {
            throw new Misuse(
                    "what deliveries share is named by a package or class, but one name is blank. Name what keeps nothing of"
                            + " the job: sharing(\"com.fasterxml.jackson\")");
        }
        return packages.isEmpty() ? this : new FreshClasses(parent, shared.with(Set.copyOf(packages)));
    }

    /** The classes that the test wants to be shared, in alphabetical order. */
    SortedSet<String> asked() {
        return new TreeSet<>(shared.asked());
    }

    /**
     * A field that is to be set in fresh classes: it is no longer final there. To be said before the first of them is
     * loaded.
     */
    public FreshClasses replacing(Field field) {
        replaced.computeIfAbsent(field.getDeclaringClass().getName(), name -> ConcurrentHashMap.newKeySet())
                .add(field.getName());
        return this;
    }

    /** A loader whose classes have not been loaded before. */
    public ClassLoader open() {
        return new FreshLoader(this, parent);
    }

    /**
     * Refuses a class that would be shared.
     *
     * @throws Misuse if it is
     */
    public void mustBeFresh(Class<?> type) {
        if (shares(type)) {
            throw new Misuse(
                    "the tier CLASSLOADER loads " + type.getName()
                            + " afresh for every delivery, but it is shared, or has no class file that can be read. Keep it apart from the harness,"
                            + " from JDBC drivers, from watched resources and from what sharing(…) names, in a class path entry of your own");
        }
    }

    /** Whether deliveries have a class in common. The name decides, since any loader may have loaded it. */
    public boolean shares(Class<?> type) {
        return type.isArray()
                ? shares(type.getComponentType())
                : file(type.getName()).isEmpty();
    }

    /** Whether a class is there when a delivery is over. */
    public boolean outlives(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        ClassLoader living = parent;
        while (living != null && living != loader) {
            living = living.getParent();
        }
        return living == loader || loader == ClassLoader.getPlatformClassLoader();
    }

    /**
     * A class that all deliveries have in common; looked up once, since each of them asks for most of the JDK's by
     * name.
     */
    Class<?> common(String name) throws ClassNotFoundException {
        Class<?> known = common.get(name);
        if (known == null) {
            known = parent.loadClass(name);
            common.put(name, known);
        }
        return known;
    }

    /** The file of a class that is to be fresh; empty for a shared one, and for one that is not there. */
    Optional<ClassFile> file(String name) {
        return files.computeIfAbsent(name, this::read);
    }

    private Optional<ClassFile> read(String name) {
        String path = name.replace('.', '/') + ".class";
        URL url = shared.isNamed(name) ? null : parent.getResource(path);
        if (url == null || shared.isPlace(SharedClasses.place(url, path))) {
            return Optional.empty();
        }
        try {
            ClassFile file = ClassFile.read(url, SharedClasses.place(url, path));
            return Optional.of(file.with(replaced.getOrDefault(name, Set.of())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the class file of " + name + " cannot be read", unreadable);
        }
    }
}
