/** What the benchmarks ask of the engine, and nobody else can: to leave nothing out. */
@NullMarked
package io.runstwice.explore;

import org.jspecify.annotations.NullMarked;
