package io.runstwice.jdbc.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The way past a pool, to the source of its connections. The harness goes that way if the pool has none to spare, since
 * a look at the locks must not wait for their holders.
 *
 * @param source the data source of the pool's connections
 * @param schema the schema in which the pool lets them begin; null for any
 * @param preparation the SQL that the pool sends on each of them first; null for none
 */
record Beneath(
        DataSource source,
        @Nullable String schema,
        @Nullable String preparation) {

    /** Read from the properties that the usual pools have; null if this one does not tell. */
    static @Nullable Beneath of(DataSource pool) {
        DataSource source = source(pool);
        return source == null
                ? null
                : new Beneath(
                        source,
                        Getters.text(pool, "getSchema", "getDefaultSchema"),
                        Getters.text(pool, "getConnectionInitSql", "getInitSQL"));
    }

    private static @Nullable DataSource source(DataSource pool) {
        if (Getters.value(pool, "getDataSource") instanceof DataSource given) {
            return given;
        }
        Login login = Login.told(pool);
        return login == null ? null : new UrlSource(login, null);
    }

    /** A connection as the pool would prepare it, that counts for nothing in the pool. */
    Connection connection() throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true);
            if (preparation != null) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(Objects.requireNonNull(preparation));
                }
            }
            if (schema != null) {
                connection.setSchema(schema);
            }
            return connection;
        } catch (SQLException | RuntimeException unfit) {
            connection.close();
            throw unfit;
        }
    }
}
