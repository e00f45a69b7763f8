package io.runstwice.jdbc;

import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The databases that are known. The only place that names them. */
final class Dialects {

    /**
     * Made only for the database that is there: a dialect needs its driver on the class path. A lambda waits for that; a reference to its
     * constructor would be linked, and the dialect verified, with this list.
     */
    private record Known(String product, Supplier<Dialect> dialect) {}

    private static final List<Known> ALL = List.of(
            new Known("PostgreSQL", () -> new PostgreSqlDialect()),
            new Known("H2", () -> new H2Dialect()),
            new Known("MariaDB", () -> new MariaDbDialect()));

    private Dialects() {}

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return ALL.stream()
                .filter(known -> known.product().equalsIgnoreCase(product))
                .map(known -> known.dialect().get())
                .findFirst()
                .orElseThrow(() -> new Misuse("Database cannot watch " + product + ": it knows "
                        + ALL.stream().map(Known::product).collect(Collectors.joining(" and "))
                        + ". Use one of these in this test."));
    }
}
