package io.runstwice.jdbc;

import io.runstwice.world.Footprint;

/**
 * What one statement looks at and changes.
 *
 * @param now while it runs
 * @param kept what of it is held until its transaction ends: rows that it wrote or locked, tables that it used
 */
record Touch(Footprint now, Footprint kept) {

    static final Touch NOTHING = new Touch(Footprint.none(), Footprint.none());
    static final Touch EVERYTHING = new Touch(Footprint.writingAll(), Footprint.writingAll());
}
