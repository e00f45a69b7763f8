package io.runstwice.jdbc.schema;

import java.util.List;

/**
 * The tables of a database, and what statements have to do with them.
 *
 * @param catalog the tables, and what there is beside them
 * @param footprints what each statement looks at and changes
 * @param atomicity whether others can come between a statement's execution and its commit
 * @param orders of which tables a statement shows the physical order
 */
public record Schema(Catalog catalog, StatementFootprints footprints, StatementAtomicity atomicity, ReadOrders orders) {

    /** One without tables. */
    public static final Schema EMPTY = of(Catalog.EMPTY, List.of(), new StatementFootprints(Catalog.EMPTY, false));

    public static Schema of(Catalog catalog, List<UniqueKey> keys, StatementFootprints footprints) {
        return new Schema(
                catalog, footprints, new StatementAtomicity(catalog, footprints), new ReadOrders(catalog, keys));
    }
}
