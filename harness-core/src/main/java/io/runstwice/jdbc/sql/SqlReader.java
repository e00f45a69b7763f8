package io.runstwice.jdbc.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Reads pieces of SQL, and remembers their meaning: jobs send the same few statements again and again. Thread-safe.
 */
public final class SqlReader {

    private static final int KEPT_STATEMENTS = 2_000;

    private final Map<String, Sql> known = new ConcurrentHashMap<>();
    private final BooleanSupplier backslashes;

    /**
     * @param backslashes whether a backslash escapes what follows it in a string: known when the first connection is
     */
    public SqlReader(BooleanSupplier backslashes) {
        this.backslashes = backslashes;
    }

    public Sql read(String text) {
        Sql found = known.get(text);
        if (found != null) {
            return found;
        }
        Sql sql = Sql.of(text, backslashes.getAsBoolean());
        if (known.size() < KEPT_STATEMENTS) {
            known.put(text, sql);
        }
        return sql;
    }
}
