/** Links between workers and resources that can be cut and healed, through a real Toxiproxy server. */
@NullMarked
package io.runstwice.network;

import org.jspecify.annotations.NullMarked;
