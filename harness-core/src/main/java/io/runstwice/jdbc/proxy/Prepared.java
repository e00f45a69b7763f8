package io.runstwice.jdbc.proxy;

import java.sql.Statement;

/**
 * What a prepared statement was made of.
 *
 * @param sql what the job said
 * @param remake prepares another text in the same way
 */
record Prepared(String sql, Remake remake) {

    /** Prepares a text. */
    @FunctionalInterface
    interface Remake {
        Statement of(String sql) throws Throwable;
    }
}
