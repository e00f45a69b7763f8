package io.runstwice.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections can be closed, or lose their server, within one call: as by another thread at that
 * very moment.
 */
final class FragileSource {

    /** What happens to the connection that is called. */
    interface Happening {
        void to(Connection connection) throws Exception;
    }

    private final DataSource real;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection latest;
    private volatile @Nullable Connection chosen;
    private volatile String call = "";
    private volatile Happening happening = connection -> {};
    private volatile boolean gone;

    FragileSource(DataSource real) {
        this.real = real;
    }

    DataSource source() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (gone && method.getName().equals("getConnection")) {
                throw new SQLException("Connection refused", "08001");
            }
            Object value = forward(method, real, arguments);
            if (value instanceof Connection connection) {
                latest = connection;
                return fragile(connection);
            }
            return value;
        });
    }

    /** What follows happens to the connection that was given last. */
    void choose() {
        chosen = latest;
    }

    /** The next call of this name closes its connection before it is answered. */
    void closeWithin(String method) {
        within(method, Connection::close);
    }

    /** The next call of this name meets a server that is gone, and so does whatever comes after. */
    void loseServerWithin(String method) {
        within(method, connection -> gone = true);
    }

    void within(String method, Happening what) {
        happening = what;
        call = method;
    }

    /** Whether the call has come. */
    boolean hasHappened() {
        return call.isEmpty();
    }

    /** Waits until one of the connections is closed. */
    void awaitClosed() throws InterruptedException {
        if (!closed.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody has closed a connection");
        }
    }

    private Connection fragile(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (connection == chosen && method.getName().equals(call)) {
                call = "";
                happening.to(connection);
            }
            return gone ? broken(method, connection) : answered(method, connection, arguments);
        });
    }

    private @Nullable Object answered(Method method, Connection connection, @Nullable Object[] arguments)
            throws Throwable {
        Object value = forward(method, connection, arguments);
        if (method.getName().equals("close")) {
            closed.countDown();
        }
        return value;
    }

    /** As a driver that finds out, and closes its side. */
    private static @Nullable Object broken(Method method, Connection connection) throws SQLException {
        connection.close();
        return switch (method.getName()) {
            case "close" -> null;
            case "isClosed" -> true;
            case "isValid" -> false;
            default -> throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
        };
    }

    private static @Nullable Object forward(Method method, Object on, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FragileSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
