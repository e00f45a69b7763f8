package io.runstwice.jdbc.proxy;

import java.sql.Statement;

/**
 * The origin of a prepared statement.
 *
 * @param sql the SQL of the job
 * @param remake prepares another text in the same way
 */
record Prepared(String sql, Remake remake) {

    /** Prepares a text. */
    @FunctionalInterface
    interface Remake {
        Statement of(String sql) throws Throwable;
    }
}
