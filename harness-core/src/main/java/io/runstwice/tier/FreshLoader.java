package io.runstwice.tier;

import java.util.Optional;

/** The classes of one delivery. Looks for a class itself before it asks its parent, unless the class is shared. */
final class FreshLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final FreshClasses classes;

    FreshLoader(FreshClasses classes, ClassLoader parent) {
        super("a delivery", parent);
        this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Optional<ClassFile> file = classes.file(name);
        if (file.isEmpty()) {
            return classes.common(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name, file.get()) : known;
        }
    }

    private Class<?> define(String name, ClassFile file) {
        return defineClass(name, file.bytes(), 0, file.bytes().length, file.home());
    }
}
