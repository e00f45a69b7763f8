package io.runstwice.jdbc.session;

import io.runstwice.jdbc.schema.Schema;
import io.runstwice.world.Gate;

/**
 * The gate and the schema of the exploration that runs now, as one value: a thread of the application may be in the
 * middle of a statement when an exploration begins or ends. A statement that was read with no schema and stood at the
 * gate of the exploration would look like one that writes.
 */
public record CurrentExploration(Gate gate, Schema schema) {

    static final CurrentExploration NONE = new CurrentExploration(Gate.open(), Schema.EMPTY);
}
