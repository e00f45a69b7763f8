package io.runstwice.jdbc;

import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Removal;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A guard that is away from a database: what its taps and the harness do otherwise meanwhile. */
abstract class GuardRemoval implements Removal {

    private final Wire wire;
    private volatile boolean met;

    GuardRemoval(Wire wire) {
        this.wire = wire;
    }

    Wire wire() {
        return wire;
    }

    /** What a delivery sends instead. */
    String sent(String sql) {
        return sql;
    }

    /** Somebody's interaction is about to be carried out, and nobody else acts. */
    void before(Worker worker, Interaction interaction) throws SQLException {
        // nothing of its own
    }

    /** It was carried out. */
    void after(Worker worker, Interaction interaction, @Nullable Effect effect) throws SQLException {
        // nothing of its own
    }

    /** A run has ended. */
    void runEnded() {
        // nothing of its own
    }

    void meet() {
        met = true;
    }

    @Override
    public final boolean isMet() {
        return met;
    }

    @Override
    public void begin() throws Refused {
        wire.lacks(this);
    }

    @Override
    public void close() {
        wire.lacks(null);
    }
}
