package io.runstwice.junit;

import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import io.runstwice.world.World;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The fields that hold the world of a test class: its own, inherited ones, and those of enclosing classes.
 *
 * @param watched at least one, the outermost class first
 */
record WatchedFields(List<WatchedField> watched) {

    /**
     * One field.
     *
     * @param field it
     * @param depth which of the nested test instances holds it, the outermost being 0
     */
    record WatchedField(Field field, int depth) {

        boolean isStatic() {
            return ModifierSupport.isStatic(field);
        }
    }

    WatchedFields {
        watched = List.copyOf(watched);
    }

    /**
     * Finds them.
     *
     * @param classes the test class after those that it is nested in, the outermost first
     */
    static WatchedFields of(List<Class<?>> classes) {
        Map<String, WatchedField> byName = new LinkedHashMap<>();
        for (int depth = 0; depth < classes.size(); depth++) {
            for (Field field : fieldsOf(classes.get(depth))) {
                add(new WatchedField(field, depth), byName);
            }
        }
        if (byName.isEmpty()) {
            throw new Misuse(Messages.nothingWatched(classes.get(classes.size() - 1)));
        }
        return new WatchedFields(new ArrayList<>(byName.values()));
    }

    /**
     * Superclasses first, and within a class in the order in which the fields are declared, which JUnit does not keep.
     */
    private static List<Field> fieldsOf(Class<?> type) {
        Predicate<Field> any = field -> true;
        Map<Class<?>, Set<Field>> byClass = new LinkedHashMap<>();
        AnnotationSupport.findAnnotatedFields(type, Watched.class, any, HierarchyTraversalMode.TOP_DOWN)
                .forEach(field -> byClass.computeIfAbsent(field.getDeclaringClass(), each -> new HashSet<>())
                        .add(field));
        return byClass.entrySet().stream()
                .flatMap(
                        each -> Arrays.stream(each.getKey().getDeclaredFields()).filter(each.getValue()::contains))
                .toList();
    }

    private static void add(WatchedField found, Map<String, WatchedField> byName) {
        if (!mayHoldResource(found.field().getType())) {
            throw new Misuse(Messages.noResource(found.field()));
        }
        WatchedField other = byName.putIfAbsent(found.field().getName(), found);
        boolean sameStatic = found.isStatic() && other != null && other.field().equals(found.field());
        if (other != null && !sameStatic) {
            throw new Misuse(Messages.sameName(other.field(), found.field()));
        }
    }

    /** An interface or {@code Object} may, which shows when it is read. */
    private static boolean mayHoldResource(Class<?> type) {
        return Resource.class.isAssignableFrom(type) || type.isAssignableFrom(Resource.class);
    }

    boolean areStatic() {
        return watched.stream().allMatch(WatchedField::isStatic);
    }

    /**
     * Reads them.
     *
     * @param instances the test instances, the outermost first; may be empty if all fields are static
     */
    Map<String, Resource> read(List<Object> instances) {
        Map<String, Resource> world = new LinkedHashMap<>();
        Map<Resource, Field> seen = new IdentityHashMap<>();
        for (WatchedField each : watched) {
            Resource resource = resource(each.field(), each.isStatic() ? null : instances.get(each.depth()));
            Field other = seen.putIfAbsent(resource, each.field());
            if (other != null) {
                throw new Misuse(Messages.sameResource(other, each.field()));
            }
            world.put(each.field().getName(), resource);
        }
        return world;
    }

    /** Refuses fields that would be opened once more if their classes were loaded once more. */
    void mustOpenLate(List<Object> instances) {
        World world = new World(read(instances));
        for (WatchedField each : watched) {
            if (each.field().getDeclaringClass().isInterface()) {
                throw new Misuse(Messages.watchedInInterface(each.field()));
            } else if (!world.opensLate(each.field().getName())) {
                throw new Misuse(Messages.openedEarly(each.field()));
            }
        }
    }

    private static Resource resource(Field field, @Nullable Object instance) {
        Object value = value(field, instance);
        if (value == null) {
            throw new Misuse(Messages.isNull(field));
        } else if (value instanceof Resource resource) {
            AnnotationSupport.findAnnotation(field, Watched.class)
                    .ifPresent(watched -> AnnotatedContract.declare(field, watched, resource));
            return resource;
        }
        throw new Misuse(Messages.noResource(field));
    }

    private static @Nullable Object value(Field field, @Nullable Object instance) {
        try {
            return ReflectionSupport.tryToReadFieldValue(field, instance).get();
        } catch (Exception unreadable) {
            throw new Misuse("`@Watched` needs a field that can be read, but `" + field + "` cannot.", unreadable);
        }
    }
}
