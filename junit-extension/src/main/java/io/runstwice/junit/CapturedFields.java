package io.runstwice.junit;

import io.runstwice.tier.FreshClasses;
import io.runstwice.world.Misuse;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ModifierSupport;

/**
 * Fields that lifecycle methods or other extensions have filled. A delivery that makes the test class anew does not
 * have their values, so a body that uses them would act differently there.
 *
 * @param classes the classes that a delivery has of its own
 * @param watched the fields that a delivery does get
 */
record CapturedFields(FreshClasses classes, WatchedFields watched) {

    /**
     * Refuses a test instance that differs from one that was made anew.
     *
     * @param tests the test class after those that it is nested in
     * @param here the test's own instances, the outermost first
     * @param anew those that were made anew
     */
    void refuse(List<Class<?>> tests, List<Object> here, List<Object> anew) {
        for (int depth = 0; depth < tests.size(); depth++) {
            Class<?> type = tests.get(depth);
            while (type != null && !classes.shares(type)) {
                refuse(type, here.get(depth), anew.get(depth));
                type = type.getSuperclass();
            }
        }
    }

    private void refuse(Class<?> type, Object here, Object anew) {
        for (Field field : type.getDeclaredFields()) {
            if (!field.isSynthetic() && !isWatched(field) && differs(field, here, anew)) {
                throw new Misuse(Messages.capturedField(field));
            }
        }
    }

    private boolean isWatched(Field field) {
        return watched.watched().stream().anyMatch(each -> each.field().equals(field));
    }

    private static boolean differs(Field field, Object here, Object anew) {
        try {
            field.setAccessible(true);
            Field own = FreshInstances.twin(field, anew.getClass().getClassLoader());
            boolean isStatic = ModifierSupport.isStatic(field);
            return !Shape.of(value(field, isStatic ? null : here)).equals(Shape.of(value(own, isStatic ? null : anew)));
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static @Nullable Object value(Field field, @Nullable Object of) throws IllegalAccessException {
        return field.get(of);
    }
}
