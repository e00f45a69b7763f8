package io.runstwice.ids;

import org.jspecify.annotations.Nullable;

/** What a library does for a job within one transaction: entries that it draws ids for, and an account. */
interface Orders {

    /** The id of the entry with this number; null if there is none. */
    @Nullable
    Object idOf(int number);

    /**
     * Inserts an entry with an id that is drawn for it.
     *
     * @param parent the id of the entry that it names
     */
    Object insert(int number, @Nullable Object parent);

    void delete(Object id);

    /** Other SQL of the job, which draws nothing. */
    void execute(String sql);

    /** No other worker works on orders until the transaction ends. */
    default void lock() {
        execute("update accounts set balance = balance where id = 1");
    }

    /** Adds to the balance of the account. */
    default void add(int amount) {
        execute("update accounts set balance = balance + " + amount + " where id = 1");
    }

    /** Writes down in a text and in a document that a line is of an order. */
    default void tell(Object line, Object order) {
        execute("insert into events values (1, 'line " + line + " of order " + order + "', '{\"line\": \"" + line
                + "\", \"order\": \"" + order + "\"}')");
    }

    /** An id that was drawn, of an entry that no query finds. */
    default Object lost() {
        Object id = insert(99, null);
        delete(id);
        return id;
    }
}
