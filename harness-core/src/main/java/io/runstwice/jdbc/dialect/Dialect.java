package io.runstwice.jdbc.dialect;

/**
 * What differs between database products, by abilities. A product is one package beneath this one; {@link Dialects}
 * finds it.
 *
 * <p>One instance serves one data source, and so do its abilities. All are thread-safe. Every connection that they are
 * given is the one below the tap.
 */
public interface Dialect {

    /** Which server a connection leads to. */
    ServerFacts server();

    /** The hindrances that would keep an exploration from putting its rows back. */
    Admission admission();

    /** The lock that an exploration holds. */
    ExclusiveUse exclusiveUse();

    /** The reader of the catalog. */
    SchemaReader schema();

    /** The rows of tables, in and out. */
    RowStore rows();

    /** The meaning of cells. */
    CellValues values();

    /** How rows grow older where they stand. */
    RowAgeing ageing();

    /** The clock that its transactions read as now. */
    TransactionClock clock();

    /** How the harness works beside workers that hold locks. */
    NoWait noWait();

    /** The view of its locks. By default no lock is seen. */
    default Locking locking() {
        return Locking.UNSEEN;
    }

    /** How guards of a job are taken away. */
    GuardMutations guardMutations();

    /** The state that lives as long as a session. */
    Sessions sessions();

    /** Where a transaction stands, and what became of it. */
    Transactions transactions();

    /** How a connection breaks. */
    ConnectionLoss loss();

    /** How statements behave, and the driver with them. */
    SqlRules sql();

    /** Messages to sessions that listen. By default none are delivered. */
    default Channels channels() {
        return Channels.NONE;
    }
}
