package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Worker;
import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/**
 * The tap of a connection's metadata: reading the catalog is no interaction, but its way back to the connection is
 * tapped.
 */
final class MetaTap extends JdbcTap {

    private final DatabaseMetaData real;
    private final int born;

    private MetaTap(Session session, DatabaseMetaData real) {
        super(session);
        this.real = real;
        this.born = session.generation();
    }

    static DatabaseMetaData on(Session session, DatabaseMetaData real) {
        return proxy(DatabaseMetaData.class, new MetaTap(session, real));
    }

    @Override
    Object real() {
        return real;
    }

    @Override
    @Nullable
    Object handle(Object proxy, Method method, @Nullable Object[] arguments, @Nullable Worker worker) throws Throwable {
        if (method.getName().equals("getConnection")) {
            return session.tapped();
        }
        if (born != session.generation() && method.getReturnType() == ResultSet.class) {
            throw session.refusal();
        }
        Object value = forward(method, arguments);
        return value instanceof ResultSet rows ? RowsTap.on(session, rows, null, Sql.of("")) : value;
    }
}
