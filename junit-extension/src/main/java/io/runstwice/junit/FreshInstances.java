package io.runstwice.junit;

import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the test instances in classes of a delivery. Their watched fields hold the resources of the test: no supplier
 * is called there.
 *
 * @param tests the test class after those that it is nested in, the outermost first
 * @param fields the watched fields
 * @param resources the resources that the fields are to hold, by their names
 */
record FreshInstances(List<Class<?>> tests, WatchedFields fields, Map<String, Resource> resources) {

    /**
     * Makes the first instances on trial, so that a class that cannot be made anew is reported before anything is
     * explored.
     */
    List<Object> onTrial(ClassLoader fresh) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(fresh);
        try {
            return in(fresh);
        } catch (Misuse misuse) {
            throw misuse;
        } catch (Exception | LinkageError failure) {
            throw new Misuse(Messages.notMadeAnew(tests.get(tests.size() - 1), failure), failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The instances, the outermost first. */
    List<Object> in(ClassLoader fresh) throws Exception {
        List<Object> made = new ArrayList<>();
        for (int depth = 0; depth < tests.size(); depth++) {
            Class<?> own = Class.forName(tests.get(depth).getName(), true, fresh);
            set(depth, true, own, fresh);
            Object instance = instance(own, made);
            made.add(instance);
            set(depth, false, instance, fresh);
        }
        return made;
    }

    private void set(int depth, boolean statics, Object of, ClassLoader fresh) throws ReflectiveOperationException {
        for (WatchedFields.WatchedField each : fields.watched()) {
            if (each.depth() == depth && each.isStatic() == statics) {
                Field own = twin(each.field(), fresh);
                own.set(statics ? null : of, resources.get(own.getName()));
            }
        }
    }

    /** The same field in classes of a delivery. */
    static Field twin(Field field, ClassLoader fresh) throws ReflectiveOperationException {
        Field own =
                Class.forName(field.getDeclaringClass().getName(), true, fresh).getDeclaredField(field.getName());
        own.setAccessible(true);
        return own;
    }

    private static Object instance(Class<?> own, List<Object> outer) throws Exception {
        try {
            return outer.isEmpty()
                    ? constructor(own).newInstance()
                    : constructor(own, own.getEnclosingClass()).newInstance(outer.get(outer.size() - 1));
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Exception exception) {
                throw exception;
            } else if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }

    private static Constructor<?> constructor(Class<?> own, Class<?>... outer) {
        try {
            Constructor<?> constructor = own.getDeclaredConstructor(outer);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException none) {
            throw new Misuse(Messages.constructorWithParameters(own), none);
        }
    }
}
