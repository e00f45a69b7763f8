package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.sql.Phrase;

/** The rules of statements, and of the driver that sends them. */
public interface SqlRules {

    /** Whether a backslash in a string escapes what follows, and double quotes hold a string. */
    default boolean hasBackslashes() {
        return false;
    }

    /** Whether this statement ends the open transaction and makes it durable, although it is no COMMIT. */
    default boolean commitsSilently(Phrase phrase) {
        return false;
    }

    /** Whether several statements that are sent as one text commit one by one if no transaction is open. */
    default boolean commitsEachOfSeveral() {
        return true;
    }

    /**
     * Whether a plain query sees committed rows at every isolation, and neither waits for rows that others hold nor
     * sees rows that they have not committed. False by default: at some isolations MariaDB reads uncommitted rows, or
     * locks the rows that it reads.
     */
    default boolean readsVersions() {
        return false;
    }

    /** Whether a transaction that looks at one moment is refused when it writes what others wrote since. */
    default boolean refusesWhatIsStale() {
        return true;
    }

    /** Whether the driver goes on with a batch after one of its rows failed. */
    boolean batchGoesOn();

    /** The driver's methods through which a job reaches what no tap sees. */
    default boolean isUntapped(String method) {
        return false;
    }
}
