package io.runstwice.jdbc.proxy;

import java.lang.reflect.Method;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a prepared statement as the job set them: shown in stories, and set again for each row of a batch.
 */
final class Parameters {

    /** One call of a setter. */
    record Setting(Method method, @Nullable Object[] arguments) {}

    private final Map<Integer, Setting> settings = new TreeMap<>();

    void set(Method setter, @Nullable Object[] arguments) {
        if (arguments[0] instanceof Integer index) {
            settings.put(index, new Setting(setter, arguments.clone()));
        }
    }

    void clear() {
        settings.clear();
    }

    Parameters copy() {
        Parameters copy = new Parameters();
        copy.settings.putAll(settings);
        return copy;
    }

    /** In their order; those that were set by name are not among them. */
    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        settings.forEach((index, setting) -> {
            while (values.size() < index - 1) {
                values.add("?");
            }
            values.add(setting.method().getName().equals("setNull") ? null : setting.arguments()[1]);
        });
        return values;
    }

    /** How they were set, in their order. */
    List<Setting> all() {
        return List.copyOf(settings.values());
    }

    void applyTo(Statement statement) throws Throwable {
        for (Setting setting : settings.values()) {
            Reflected.invoke(statement, setting.method(), setting.arguments());
        }
    }
}
