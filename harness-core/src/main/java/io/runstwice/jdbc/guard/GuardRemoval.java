package io.runstwice.jdbc.guard;

import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Removal;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The removal of a guard from a database: the steps that its taps and the harness take while the guard is away. */
public abstract class GuardRemoval implements Removal {

    private final AbsentGuard slot;
    private volatile boolean met;

    GuardRemoval(AbsentGuard slot) {
        this.slot = slot;
    }

    /** The SQL that a delivery sends instead. */
    public String sent(String sql) {
        return sql;
    }

    /** An interaction is about to be carried out, and no other worker acts. */
    public void before(Worker worker, Interaction interaction) throws SQLException {
        // nothing of its own
    }

    /** It was carried out. */
    public void after(Worker worker, Interaction interaction, @Nullable Effect effect) throws SQLException {
        // nothing of its own
    }

    /** A run has ended. */
    public void runEnded() {
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
        slot.is(this);
    }

    @Override
    public void close() {
        slot.is(null);
    }
}
