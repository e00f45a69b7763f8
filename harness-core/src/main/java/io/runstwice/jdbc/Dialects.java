package io.runstwice.jdbc;

import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The databases that are known. The only place that names them. */
final class Dialects {

    private static final List<Dialect> ALL = List.of(new PostgreSqlDialect(), new H2Dialect());

    private Dialects() {}

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return ALL.stream()
                .filter(dialect -> dialect.product().equalsIgnoreCase(product))
                .findFirst()
                .orElseThrow(() -> new Misuse("Database cannot watch " + product + ": it knows "
                        + ALL.stream().map(Dialect::product).collect(Collectors.joining(" and "))
                        + ". Use one of these in this test."));
    }
}
