package io.runstwice.jdbc.dialect;

/**
 * Tells of a database that can be watched. Found by {@link java.util.ServiceLoader}; its own class needs no driver on the class path, what it
 * makes may.
 */
public interface DialectProvider {

    /** What the driver calls the database: {@link java.sql.DatabaseMetaData#getDatabaseProductName()}, in any case. */
    String product();

    /** A dialect for one data source. */
    Dialect dialect();
}
