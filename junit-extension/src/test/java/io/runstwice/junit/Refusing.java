package io.runstwice.junit;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool that was closed. */
final class Refusing {

    private Refusing() {}

    static DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                Refusing.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new SQLException("the pool is closed", "08003");
                });
    }
}
