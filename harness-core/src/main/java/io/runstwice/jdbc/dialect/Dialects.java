package io.runstwice.jdbc.dialect;

import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The databases that are known: those whose {@link DialectProvider} is on the class path or module path. */
public final class Dialects {

    private static final List<DialectProvider> KNOWN =
            ServiceLoader.load(DialectProvider.class, Dialects.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Dialects() {}

    /** Whether a data source is a driver's own, and no pool. Asked before anything is connected. */
    public static boolean isOfADriver(DataSource source) {
        String name = source.getClass().getName();
        return KNOWN.stream().anyMatch(provider -> name.startsWith(provider.dataSource()));
    }

    /** The port that a URL means if it names none; 0 if no link can lead there. */
    public static int port(String url) {
        return KNOWN.stream().mapToInt(provider -> provider.port(url)).max().orElse(0);
    }

    /** Whether a URL leads to a database that no other process reaches. */
    public static boolean isWithinThisProcess(String url) {
        return KNOWN.stream().anyMatch(provider -> provider.isWithinThisProcess(url));
    }

    /**
     * The dialect of the database that a connection leads to.
     *
     * @throws Misuse if none is known
     */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return KNOWN.stream()
                .filter(provider -> provider.product().equalsIgnoreCase(product))
                .map(DialectProvider::dialect)
                .findFirst()
                .orElseThrow(() -> new Misuse("Database cannot watch " + product + ": it knows "
                        + KNOWN.stream().map(DialectProvider::product).sorted().collect(Collectors.joining(", "))
                        + ". Use one of these in this test."));
    }
}
