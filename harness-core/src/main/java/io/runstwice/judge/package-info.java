/** When a run is wrong: baseline, noise, equivalence, contracts, violations. Pure: no I/O, no clock. */
@NullMarked
package io.runstwice.judge;

import org.jspecify.annotations.NullMarked;
