package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.Silence;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.state.RowsRead;
import io.runstwice.world.Worker;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The tap of a result set. A write through it is an interaction; the rows that it reads came with an earlier one. */
final class RowsTap extends JdbcTap {

    private final ResultSet real;
    private final @Nullable Statement parent;
    private final String table;
    private final RowsRead read;
    private final @Nullable String source;
    private final int born;

    private RowsTap(Session session, ResultSet real, @Nullable Statement parent, Sql sql) {
        super(session);
        this.real = real;
        this.parent = parent;
        this.table = table(sql);
        this.read = new RowsRead(
                session.context().use().unordered(),
                () -> session.context().observer().gave(sql));
        this.source =
                session.context().use().draws().source(sql, session.context().catalog());
        this.born = session.generation();
    }

    static ResultSet on(Session session, ResultSet real, @Nullable Statement parent, Sql sql) {
        return proxy(ResultSet.class, new RowsTap(session, real, parent, sql));
    }

    private static String table(Sql sql) {
        Phrase only = sql.only();
        String subject = only == null ? null : only.subject();
        return subject == null ? "unknown" : subject;
    }

    @Override
    Object real() {
        return real;
    }

    @Override
    @Nullable
    Object wayBack(Method method) {
        return method.getReturnType() == Statement.class ? parent : null;
    }

    @Override
    @Nullable
    Object handle(Object proxy, Method method, @Nullable Object[] arguments, @Nullable Worker worker) throws Throwable {
        String name = method.getName();
        if (born != session.generation()) {
            return Stale.answer(name, session);
        }
        return switch (name) {
            case "getStatement" -> statement(method, arguments);
            case "insertRow" -> write(worker, "INSERT INTO " + table, method, arguments);
            case "updateRow" -> write(worker, "UPDATE " + table + " SET", method, arguments);
            case "deleteRow" -> write(worker, "DELETE FROM " + table, method, arguments);
            default -> other(name, method, arguments, worker);
        };
    }

    private @Nullable Object other(String name, Method method, @Nullable Object[] arguments, @Nullable Worker worker)
            throws Throwable {
        if (worker != null && session.dialect().sql().isUntapped(name)) {
            UnsupportedUse.untapped(session.context(), name);
        }
        Object value = forward(method, arguments);
        if (worker != null) {
            read.did(name, value);
        }
        if (source != null && value != null && name.startsWith("get")) {
            session.context().use().draws().drew(source, value);
        }
        return value;
    }

    private @Nullable Object statement(Method method, @Nullable Object[] arguments) throws Throwable {
        if (parent != null) {
            return parent;
        }
        Statement inner = (Statement) forward(method, arguments);
        return inner == null ? null : StatementTap.on(session, Statement.class, inner, null, new Object[0]);
    }

    private @Nullable Object write(@Nullable Worker worker, String sql, Method method, @Nullable Object[] arguments)
            throws Exception {
        Sql meaning = session.context().reader().read(sql);
        return pass(
                worker,
                meaning,
                meaning.label + " through a result set",
                Silence.LOSSES,
                null,
                () -> forwarded(method, arguments));
    }
}
