package io.runstwice.jdbc;

/**
 * One table that has to be put back.
 *
 * @param relation the table
 * @param content its rows
 * @param inOrder whether they have to lie in this order
 */
record Replacement(Relation relation, Content content, boolean inOrder) {

    /** One whose rows may lie in any order. */
    Replacement(Relation relation, Content content) {
        this(relation, content, false);
    }
}
