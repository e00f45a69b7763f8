package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.source.Fresh;
import io.runstwice.jdbc.source.Way;
import io.runstwice.world.Loss;
import io.runstwice.world.Worker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tap of a data source: the sessions that it gives are tapped, and the dead get none. */
public final class SourceTap implements InvocationHandler {

    private final TapContext context;

    private SourceTap(TapContext context) {
        this.context = context;
    }

    public static DataSource on(TapContext context) {
        return JdbcTap.proxy(DataSource.class, new SourceTap(context));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        switch (method.getName()) {
            case "equals" -> {
                return proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "toString" -> {
                return "tapped " + context.source().get();
            }
            default -> {}
        }
        Worker worker = PoolAbove.orNobody(context.gate().owner(null));
        if (Posthumous.isDead(worker)) {
            return Posthumous.answer(context, worker, method);
        }
        return switch (method.getName()) {
            case "getConnection" -> open(worker == null || worker.isDead() ? null : worker, method, arguments);
            case "unwrap" -> unwrap(proxy, (Class<?>) arguments[0], worker);
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(proxy) || (boolean) forward(method, arguments);
            default -> forward(method, arguments);
        };
    }

    private Connection open(@Nullable Worker worker, Method method, @Nullable Object[] arguments) throws Throwable {
        boolean own = arguments.length > 0;
        Way way = context.routes().of(worker);
        Loss cutOff = context.gate().cutOff(worker);
        if (cutOff != null && way.lane() != null) {
            throw RealLoss.refused(context, way, cutOff);
        }
        Fresh fresh = own
                ? Fresh.of((Connection) Objects.requireNonNull(Reflected.invoke(way.source(), method, arguments)))
                : way.connection();
        Session session = new Session(context, way, fresh, worker, PoolAbove.asks(), own);
        context.contenders().add(session);
        return ConnectionTap.on(session);
    }

    private @Nullable Object forward(Method method, @Nullable Object[] arguments) throws Throwable {
        return Reflected.invoke(context.source().get(), method, arguments);
    }

    private Object unwrap(Object proxy, Class<?> type, @Nullable Worker worker) throws SQLException {
        if (type.isInstance(proxy)) {
            return proxy;
        }
        Object untapped = context.source().get().unwrap(type);
        if (worker != null) {
            UnsupportedUse.unwrapped(context, type);
        }
        return untapped;
    }
}
