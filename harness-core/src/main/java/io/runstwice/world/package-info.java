/**
 * What a job acts on: resources and their states, interactions, and the gate that every tap calls.
 *
 * <p>This room knows nothing of schedules, runs or verdicts. A new kind of resource needs this room only.
 */
@NullMarked
package io.runstwice.world;

import org.jspecify.annotations.NullMarked;
