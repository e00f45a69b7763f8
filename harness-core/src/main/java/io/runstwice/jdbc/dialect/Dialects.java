package io.runstwice.jdbc.dialect;

import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The databases that are known: those whose {@link DialectProvider} is on the class path or module path. */
public final class Dialects {

    private Dialects() {}

    /**
     * The dialect of the database that a connection leads to.
     *
     * @throws Misuse if none is known
     */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        List<DialectProvider> known =
                ServiceLoader.load(DialectProvider.class, Dialects.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return known.stream()
                .filter(provider -> provider.product().equalsIgnoreCase(product))
                .map(DialectProvider::dialect)
                .findFirst()
                .orElseThrow(() -> new Misuse("Database cannot watch " + product + ": it knows "
                        + known.stream().map(DialectProvider::product).sorted().collect(Collectors.joining(", "))
                        + ". Use one of these in this test."));
    }
}
