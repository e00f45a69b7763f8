package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.Silence;
import io.runstwice.jdbc.sql.Detail;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Worker;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tap of a statement, plain, prepared or callable: each execution is an interaction. */
final class StatementTap extends JdbcTap {

    private final Statement made;
    private final @Nullable String prepared;
    private final @Nullable Prepared anew;
    private final boolean wantsKeys;
    private final Parameters parameters = new Parameters();
    private final Batch batch;
    private final int born;
    private Statement real;
    private String last = "";

    private StatementTap(Session session, Statement made, @Nullable Prepared prepared, boolean wantsKeys) {
        super(session);
        this.made = made;
        this.real = made;
        this.prepared = prepared == null ? null : prepared.sql();
        this.anew = prepared;
        this.wantsKeys = wantsKeys;
        this.batch = new Batch(session, this::tellTheTime);
        this.born = session.generation();
    }

    static <T extends Statement> T on(
            Session session, Class<T> type, Statement real, @Nullable Prepared prepared, @Nullable Object[] arguments) {
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
        if (worker != null && session.dialect().sql().isUntapped(name)) {
            UnsupportedUse.untapped(session.context(), name);
        }
        Object value = forward(method, arguments);
        if (name.equals("close") && real != made) {
            made.close();
        }
        if (prepared != null && name.startsWith("set") && arguments.length > 1) {
            parameters.set(method, arguments);
        } else if (name.equals("clearParameters")) {
            parameters.clear();
        }
        return value instanceof ResultSet rows ? rows(proxy, rows) : value;
    }

    private ResultSet rows(Object proxy, ResultSet rows) {
        return RowsTap.on(
                session, rows, (Statement) proxy, session.context().reader().read(last));
    }

    private @Nullable Object execute(Object proxy, Method method, @Nullable Object[] arguments, @Nullable Worker worker)
            throws Exception {
        boolean own = prepared == null || arguments.length > 0;
        last = own ? String.valueOf(arguments[0]) : Objects.requireNonNull(prepared);
        Sql sql = session.context().reader().read(last);
        List<@Nullable Object> values = own ? List.of() : parameters.values();
        if (worker != null) {
            session.context().sends(sql, () -> values);
        }
        String detail = values.isEmpty() && !sql.isPositional
                ? sql.detail
                : Detail.of(sql.phrases, values, session.context().catalog()::columns);
        Parameters given = own ? null : parameters.copy();
        Object value = pass(
                worker,
                sql,
                detail,
                () -> Words.of(sql, given),
                Silence.LOSSES,
                real,
                false,
                () -> executed(method, told(own, arguments)));
        if (value instanceof Counts.Executed executed) {
            return executed.rows();
        }
        return value instanceof ResultSet rows ? rows(proxy, rows) : value;
    }

    /**
     * In a transaction in which time has passed a statement is sent that asks what time it was when that began. Decided
     * when it is sent.
     */
    private @Nullable Object[] told(boolean own, @Nullable Object[] arguments) throws Exception {
        if (own) {
            @Nullable Object[] told = arguments.clone();
            told[0] = session.told(String.valueOf(arguments[0]));
            return told;
        }
        tellTheTime();
        return arguments;
    }

    /** Shows the now to a prepared statement. */
    private Statement tellTheTime() throws Exception {
        if (anew == null) {
            return real;
        }
        String told = session.told(anew.sql());
        if (told.equals(anew.sql())) {
            real = made;
            return real;
        }
        try {
            Statement other = anew.remake().of(told);
            other.setQueryTimeout(made.getQueryTimeout());
            other.setMaxRows(made.getMaxRows());
            other.setFetchSize(made.getFetchSize());
            parameters.applyTo(other);
            real = other;
            return real;
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
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
