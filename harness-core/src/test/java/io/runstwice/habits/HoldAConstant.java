package io.runstwice.habits;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * A static field whose value never changes.
 *
 * <p>A collection is asked for its value, since its type says nothing about whether it can change.
 */
final class HoldAConstant extends ArchCondition<JavaField> {

    static final HoldAConstant INSTANCE = new HoldAConstant();

    /** Immutable, or made so that threads may share it without one seeing what another did. */
    private static final Set<String> CONSTANT = Set.of(
            "com.fasterxml.jackson.databind.ObjectReader",
            "com.fasterxml.jackson.databind.ObjectWriter",
            "java.lang.Class",
            "java.lang.String",
            "java.lang.System$Logger",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.util.Comparator",
            "java.util.Locale",
            "java.util.UUID",
            "java.util.regex.Pattern");

    private HoldAConstant() {
        super("hold a constant");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        if (!isConstant(field)) {
            events.add(SimpleConditionEvent.violated(field, field.getFullName() + " may hold state"));
        }
    }

    private static boolean isConstant(JavaField field) {
        Class<?> type = field.reflect().getType();
        if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return isImmutableCollection(field.reflect());
        }
        return type.isPrimitive()
                || type.isEnum()
                || CONSTANT.contains(type.getName())
                || type.getPackageName().startsWith("java.time")
                || isOwnValue(field.getRawType());
    }

    private static boolean isOwnValue(JavaClass type) {
        return type.getPackageName().startsWith("io.runstwice")
                && type.getAllFields().stream()
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }

    private static boolean isImmutableCollection(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null).getClass().getName().startsWith("java.util.ImmutableCollections");
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
