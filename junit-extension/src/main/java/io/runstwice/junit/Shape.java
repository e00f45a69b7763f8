package io.runstwice.junit;

import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of a value that can be compared with another one whose class was loaded a second time: plain values of the
 * JDK, what collections of them hold, and otherwise the name of the class.
 */
final class Shape {

    private Shape() {}

    /** Equal for two values that are the same as far as can be seen. */
    static Object of(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        } else if (value instanceof Enum<?> constant) {
            return List.of(constant.getDeclaringClass().getName(), constant.name());
        } else if (value instanceof Class<?> type) {
            return type.getName();
        } else if (value instanceof Set<?> set) {
            return set.stream()
                    .map(Shape::of)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().map(Shape::of).toList();
        } else if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        } else if (value.getClass().isArray()) {
            return ofArray(value);
        }
        return isPlain(value.getClass()) ? value : nameOf(value.getClass());
    }

    private static Object ofMap(Map<?, ?> map) {
        Map<Object, Object> shapes = new HashMap<>();
        map.forEach((key, value) -> shapes.put(of(key), of(value)));
        return shapes;
    }

    private static Object ofArray(Object array) {
        List<Object> shapes = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            shapes.add(of(Array.get(array, i)));
        }
        return shapes;
    }

    /** A value of the JDK that says itself when it equals another one. */
    private static boolean isPlain(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return (loader == null || loader == ClassLoader.getPlatformClassLoader()) && hasEquals(type);
    }

    private static boolean hasEquals(Class<?> type) {
        try {
            return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException none) {
            return false;
        }
    }

    /** Lambdas and proxies are called otherwise each time. */
    private static Object nameOf(Class<?> type) {
        return type.isHidden() || Proxy.isProxyClass(type)
                ? Arrays.stream(type.getInterfaces()).map(Class::getName).toList()
                : type.getName();
    }
}
