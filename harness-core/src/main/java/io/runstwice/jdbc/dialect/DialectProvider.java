package io.runstwice.jdbc.dialect;

/**
 * The entry point of a dialect: names its database product, and makes the dialect. Found by
 * {@link java.util.ServiceLoader}. Its own class needs no driver on the class path; the dialect that it makes may.
 */
public interface DialectProvider {

    /** The driver's name of the database: {@link java.sql.DatabaseMetaData#getDatabaseProductName()}, in any case. */
    String product();

    /**
     * The beginning of the class name of the driver's own data source: one that does not keep connections, as pools
     * do.
     */
    String dataSource();

    /** Whether this URL leads to a database that no other process reaches. */
    default boolean isWithinThisProcess(String url) {
        return false;
    }

    /**
     * The port that a URL of this product means if it names none; 0 if it leads to no server that a link can lead to.
     */
    default int port(String url) {
        return 0;
    }

    /** A dialect for one data source. */
    Dialect dialect();
}
