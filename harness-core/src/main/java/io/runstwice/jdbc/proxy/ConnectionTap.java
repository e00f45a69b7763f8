package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.Silence;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Worker;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tap of a connection. */
final class ConnectionTap extends JdbcTap {

    private ConnectionTap(Session session) {
        super(session);
    }

    static Connection on(Session session) {
        return session.tapped(proxy(Connection.class, new ConnectionTap(session)));
    }

    @Override
    Object real() throws SQLException {
        return session.real();
    }

    @Override
    @Nullable
    Object handle(Object proxy, Method method, @Nullable Object[] arguments, @Nullable Worker worker) throws Throwable {
        String name = method.getName();
        if (session.isHandedBack() && !name.equals("close") && !name.equals("abort")) {
            return closed(name);
        }
        return switch (name) {
            case "createStatement" ->
                StatementTap.on(session, Statement.class, made(method, arguments), null, arguments);
            case "prepareStatement" -> prepared(PreparedStatement.class, method, sent(arguments, worker));
            case "prepareCall" -> prepared(CallableStatement.class, method, sent(arguments, worker));
            case "getMetaData" ->
                MetaTap.on(session, (DatabaseMetaData) Objects.requireNonNull(forward(method, arguments)));
            case "commit" -> end(worker, Sql.COMMIT, "COMMIT", method, arguments);
            case "rollback" -> rollback(worker, method, arguments);
            case "setAutoCommit" -> setAutoCommit(worker, method, arguments);
            case "close", "abort" -> close(worker);
            default -> other(name, method, arguments, worker);
        };
    }

    private <T extends Statement> T prepared(Class<T> type, Method method, @Nullable Object[] arguments)
            throws Throwable {
        return StatementTap.on(
                session,
                type,
                made(method, arguments),
                new Prepared(text(arguments), sql -> made(method, with(arguments, sql))),
                arguments);
    }

    private static @Nullable Object[] with(@Nullable Object[] arguments, String sql) {
        @Nullable Object[] others = arguments.clone();
        others[0] = sql;
        return others;
    }

    private Object closed(String name) throws SQLException {
        return switch (name) {
            case "isClosed" -> true;
            case "isValid" -> false;
            default -> throw session.refusal();
        };
    }

    private Statement made(Method method, @Nullable Object[] arguments) throws Throwable {
        return (Statement) Objects.requireNonNull(forward(method, arguments));
    }

    private static String text(@Nullable Object[] arguments) {
        return String.valueOf(arguments[0]);
    }

    private @Nullable Object other(String name, Method method, @Nullable Object[] arguments, @Nullable Worker worker)
            throws Throwable {
        if (name.equals("setTypeMap") || name.equals("setClientInfo")) {
            session.soil();
        }
        boolean goes = name.equals("setCatalog") || name.equals("setSchema");
        if (goes
                && worker != null
                && arguments[0] != null
                && session.dialect().server().hasOtherDatabases()) {
            UnsupportedUse.leaves(session.context(), text(arguments));
        }
        if (goes && worker != null) {
            session.context().catalog().pathChanges();
        }
        if (name.startsWith("set")) {
            session.settings().changing(name);
            if (name.equals("setTransactionIsolation")) {
                session.isolation().forget();
            }
        } else if (worker != null && session.dialect().sql().isUntapped(name)) {
            UnsupportedUse.untapped(session.context(), name);
        }
        return forward(method, arguments);
    }

    /** Without a transaction there is nothing to say to the server, and drivers say nothing. */
    private @Nullable Object end(
            @Nullable Worker worker, Sql how, String detail, Method method, @Nullable Object[] arguments)
            throws Throwable {
        if (session.transaction() == TransactionStatus.NONE) {
            return forward(method, arguments);
        }
        return pass(worker, how, detail, Silence.LOSSES, null, () -> forwarded(method, arguments));
    }

    private @Nullable Object rollback(@Nullable Worker worker, Method method, @Nullable Object[] arguments)
            throws Throwable {
        if (arguments.length == 0) {
            return end(worker, Sql.ROLLBACK, "ROLLBACK", method, arguments);
        }
        Sql part = session.context().reader().read("ROLLBACK TO SAVEPOINT s");
        return pass(worker, part, part.label, Silence.LOSSES, null, () -> forwarded(method, arguments));
    }

    private @Nullable Object setAutoCommit(@Nullable Worker worker, Method method, @Nullable Object[] arguments)
            throws Throwable {
        boolean before = session.real().getAutoCommit();
        boolean now = Boolean.TRUE.equals(arguments[0]);
        boolean commits = now && !before && session.transaction() != TransactionStatus.NONE;
        if (commits) {
            pass(
                    worker,
                    Sql.COMMIT,
                    "COMMIT (setAutoCommit)",
                    Silence.LOSSES,
                    null,
                    () -> forwarded(method, arguments));
        } else {
            forward(method, arguments);
        }
        session.settings().autoCommitSet(before, now);
        return null;
    }

    /**
     * Closes the connection. No loss is tried here, because no caller would notice one: a driver's close does not
     * complain.
     */
    private @Nullable Object close(@Nullable Worker worker) throws Exception {
        if (session.isClosed()) {
            return null;
        }
        if (session.isGone()) {
            session.close();
            return null;
        }
        if (session.transaction() != TransactionStatus.NONE) {
            pass(worker, Sql.ROLLBACK, "ROLLBACK (close)", Set.of(), null, () -> {
                session.rollBack();
                return null;
            });
        }
        if (worker != null && !session.isGone() && session.locks().mayHold()) {
            pass(worker, Sql.CLOSE, "CLOSE", Set.of(), null, () -> {
                session.close();
                return null;
            });
        } else {
            session.close();
        }
        return null;
    }
}
