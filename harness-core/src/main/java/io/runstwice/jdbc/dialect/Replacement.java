package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Relation;

/**
 * One table that has to be put back.
 *
 * @param relation the table
 * @param content its rows
 * @param inOrder whether they have to lie in this order
 */
public record Replacement(Relation relation, Content content, boolean inOrder) {

    /** One whose rows may lie in any order. */
    public Replacement(Relation relation, Content content) {
        this(relation, content, false);
    }
}
