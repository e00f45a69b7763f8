package io.runstwice.jdbc.schema;

import io.runstwice.world.Footprint;

/**
 * The footprints of one statement.
 *
 * @param now while it runs, if it commits by itself
 * @param within while it runs, if its transaction goes on: its writes are not seen before that ends
 * @param kept the parts that are held until its transaction ends: rows that it wrote or locked, tables that it used
 */
public record Touch(Footprint now, Footprint within, Footprint kept) {

    public static final Touch NOTHING = new Touch(Footprint.none(), Footprint.none(), Footprint.none());
    public static final Touch EVERYTHING =
            new Touch(Footprint.writingAll(), Footprint.writingAll(), Footprint.writingAll());
}
