package io.runstwice.fork;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads from the directories of the class path, which come before its jars as they do in a build. */
final class DirectoryLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private DirectoryLoader(URL[] directories, ClassLoader jars) {
        super("directories", directories, jars);
    }

    /** The loader of a fork, whose jars have been loaded by the system's. */
    static ClassLoader of(String directories) {
        URL[] urls = Stream.of(directories.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(ClassPath::url)
                .toArray(URL[]::new);
        ClassLoader jars = ClassLoader.getSystemClassLoader();
        return urls.length == 0 ? jars : new DirectoryLoader(urls, jars);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (findResource(name.replace('.', '/') + ".class") == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }
}
