package io.runstwice.jdbc;

import io.runstwice.world.Worker;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tap of a statement, plain, prepared or callable: each execution is an interaction. */
final class StatementTap extends Tap {

    private final Statement real;
    private final @Nullable String prepared;
    private final boolean wantsKeys;
    private final Parameters parameters = new Parameters();
    private final Batch batch;
    private final int born;
    private String last = "";

    private StatementTap(Session session, Statement real, @Nullable String prepared, boolean wantsKeys) {
        super(session);
        this.real = real;
        this.prepared = prepared;
        this.wantsKeys = wantsKeys;
        this.batch = new Batch(session, real);
        this.born = session.generation();
    }

    static <T extends Statement> T on(
            Session session, Class<T> type, Statement real, @Nullable String prepared, @Nullable Object[] arguments) {
        return proxy(type, new StatementTap(session, real, prepared, asksForKeys(arguments)));
    }

    /** Whether the second argument of prepareStatement names generated keys. */
    private static boolean asksForKeys(@Nullable Object[] arguments) {
        return arguments.length == 2
                && (!(arguments[1] instanceof Integer flag) || flag == Statement.RETURN_GENERATED_KEYS);
    }

    @Override
    Object real() {
        return real;
    }

    @Override
    @Nullable
    Object handle(Object proxy, Method method, @Nullable Object[] arguments, @Nullable Worker worker) throws Throwable {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return session.tapped();
        }
        if (born != session.generation()) {
            return Stale.answer(name, session);
        }
        return switch (name) {
            case "executeBatch" -> batch.run(worker, this, wantsKeys);
            case "executeLargeBatch" ->
                java.util.Arrays.stream(batch.run(worker, this, wantsKeys))
                        .asLongStream()
                        .toArray();
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
                execute(proxy, method, sent(arguments, worker), worker);
            case "addBatch" -> addBatch(sent(arguments, worker));
            case "clearBatch" -> clearBatch(method, arguments);
            default -> other(proxy, name, method, arguments, worker);
        };
    }

    private @Nullable Object other(
            Object proxy, String name, Method method, @Nullable Object[] arguments, @Nullable Worker worker)
            throws Throwable {
        if (worker != null && session.dialect().isUntapped(name)) {
            Suspicion.untapped(session.wire(), name);
        }
        Object value = forward(method, arguments);
        if (prepared != null && name.startsWith("set") && arguments.length > 1) {
            parameters.set(method, arguments);
        } else if (name.equals("clearParameters")) {
            parameters.clear();
        }
        return value instanceof ResultSet rows ? rows(proxy, rows) : value;
    }

    private ResultSet rows(Object proxy, ResultSet rows) {
        return RowsTap.on(session, rows, (Statement) proxy, session.wire().understand(last));
    }

    private @Nullable Object execute(Object proxy, Method method, @Nullable Object[] arguments, @Nullable Worker worker)
            throws Exception {
        boolean own = prepared == null || arguments.length > 0;
        last = own ? String.valueOf(arguments[0]) : Objects.requireNonNull(prepared);
        Sql sql = session.wire().understand(last);
        List<@Nullable Object> values = own ? List.of() : parameters.values();
        if (worker != null) {
            session.wire().hear(sql, () -> values);
        }
        String detail = values.isEmpty() && !sql.isPositional
                ? sql.detail
                : Detail.of(sql, values, session.wire().catalog()::columns);
        Object value = pass(worker, sql, detail, SqlCall.LOSSES, real, () -> executed(method, arguments));
        if (value instanceof Counts.Executed executed) {
            return executed.rows();
        }
        return value instanceof ResultSet rows ? rows(proxy, rows) : value;
    }

    private @Nullable Object executed(Method method, @Nullable Object[] arguments) throws Exception {
        Object value = forwarded(method, arguments);
        return value instanceof Boolean rows ? new Counts.Executed(rows, rows ? -1 : real.getUpdateCount()) : value;
    }

    private @Nullable Object addBatch(@Nullable Object[] arguments) {
        if (arguments.length > 0) {
            batch.add(String.valueOf(arguments[0]));
        } else {
            batch.add(Objects.requireNonNull(prepared), parameters.copy());
        }
        return null;
    }

    private @Nullable Object clearBatch(Method method, @Nullable Object[] arguments) throws Throwable {
        batch.clear();
        return forward(method, arguments);
    }
}
