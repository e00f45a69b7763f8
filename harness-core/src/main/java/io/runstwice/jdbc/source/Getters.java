package io.runstwice.jdbc.source;

import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Properties of a data source of any class, which may have them or not. */
final class Getters {

    private Getters() {}

    /** The first of these that is there and is a text. */
    static @Nullable String text(DataSource source, String... getters) {
        return Stream.of(getters)
                .map(getter -> value(source, getter) instanceof String text ? text : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static @Nullable Object value(DataSource source, String getter) {
        try {
            return source.getClass().getMethod(getter).invoke(source);
        } catch (ReflectiveOperationException | SecurityException none) {
            return null;
        }
    }
}
