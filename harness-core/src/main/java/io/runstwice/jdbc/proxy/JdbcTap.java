package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.guard.GuardRemoval;
import io.runstwice.jdbc.session.CurrentExploration;
import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.WorkerLanes;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Worker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tap between the job and one JDBC object: finds the worker of a call, and lets dead workers do nothing. */
abstract class JdbcTap implements InvocationHandler {

    final Session session;

    JdbcTap(Session session) {
        this.session = session;
    }

    /** Carries out a call of a living worker; the worker is null for a call that belongs to none. */
    abstract @Nullable Object handle(Object proxy, Method method, @Nullable Object[] arguments, @Nullable Worker worker)
            throws Throwable;

    /**
     * The object that made this one, if the call asks for it: a clean-up may know its connection by nothing but the
     * statement.
     */
    @Nullable
    Object wayBack(Method method) {
        return method.getReturnType() == java.sql.Connection.class ? session.tapped() : null;
    }

    /** The driver's object below the tap. */
    abstract Object real() throws SQLException;

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(JdbcTap.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        Worker worker = PoolAbove.orNobody(session.owner());
        if (Posthumous.isDead(worker)) {
            Object back = wayBack(method);
            return back != null ? back : Posthumous.answer(session.context(), worker, method);
        }
        return switch (method.getName()) {
            case "unwrap" -> unwrap(proxy, (Class<?>) arguments[0], worker);
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(proxy) || (boolean) forward(method, arguments);
            default -> handle(proxy, method, arguments, worker);
        };
    }

    private Object ofObject(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "tapped " + real();
        };
    }

    private Object unwrap(Object proxy, Class<?> type, @Nullable Worker worker) throws SQLException {
        if (type.isInstance(proxy)) {
            return proxy;
        }
        Object untapped = ((java.sql.Wrapper) real()).unwrap(type);
        session.soil();
        if (worker != null) {
            UnsupportedUse.unwrapped(session.context(), type);
        }
        return untapped;
    }

    /** On a link more can be lost than the harness imitates. */
    private Set<Loss> possible(Set<Loss> imitated) throws SQLException {
        WorkerLanes linked = session.context().routes().linked();
        return linked == null || imitated.isEmpty() ? imitated : linked.losses(session.real());
    }

    final @Nullable Object forward(Method method, @Nullable Object[] arguments) throws Throwable {
        return Reflected.invoke(real(), method, arguments);
    }

    /** Forwards a call that declares no exceptions but those of JDBC. */
    final @Nullable Object forwarded(Method method, @Nullable Object[] arguments) throws Exception {
        try {
            return forward(method, arguments);
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The arguments that are sent in the place of a delivery's own, while a guard of it is away. */
    final @Nullable Object[] sent(@Nullable Object[] arguments, @Nullable Worker worker) {
        GuardRemoval guardRemoval = session.context().absentGuard().now();
        if (guardRemoval == null
                || worker == null
                || !worker.delivers()
                || arguments.length == 0
                || !(arguments[0] instanceof String sql)) {
            return arguments;
        }
        @Nullable Object[] instead = arguments.clone();
        instead[0] = guardRemoval.sent(sql);
        return instead;
    }

    final <T> T pass(
            @Nullable Worker worker,
            Sql sql,
            String detail,
            Set<Loss> losses,
            @Nullable Statement statement,
            SqlCall.Doing<T> doing)
            throws Exception {
        return pass(worker, sql, detail, () -> Words.of(detail), losses, statement, false, doing);
    }

    /**
     * The same.
     *
     * @param what tells it, or each row that it adds, from others that look the same in a story; never shown
     * @param inPieces whether the server may commit a part of it before the rest
     */
    final <T> T pass(
            @Nullable Worker worker,
            Sql sql,
            String detail,
            Supplier<List<String>> what,
            Set<Loss> losses,
            @Nullable Statement statement,
            boolean inPieces,
            SqlCall.Doing<T> doing)
            throws Exception {
        if (worker != null) {
            session.context().use().workerActed();
        }
        CurrentExploration exploration = session.context().current();
        boolean reads = exploration.schema().catalog().isReading(sql);
        if (!reads) {
            session.writes();
        }
        Interaction interaction = new Interaction(sql.label, detail, reads, possible(losses));
        if (worker != null) {
            interaction = interaction.touching(session.transactionFootprint().of(sql));
            interaction = !inPieces && session.transactionFootprint().canBeOvertaken(sql)
                    ? interaction.flying()
                    : interaction;
        }
        SqlCall<T> call = new SqlCall<>(session, sql, interaction, what, worker, statement, doing);
        return worker != null && session.draws(sql)
                ? call.proceed()
                : exploration.gate().pass(worker, call);
    }
}
