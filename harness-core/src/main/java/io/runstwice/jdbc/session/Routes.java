package io.runstwice.jdbc.session;

import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.source.Way;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The ways on which sessions of one database come: straight, or over the link of an exploration. Thread-safe. */
public final class Routes {

    private final Way straight;
    private volatile @Nullable WorkerLanes linked;

    Routes(LazyDataSource source) {
        this.straight = Way.straight(source);
    }

    /** An exploration begins; it closes the link itself. */
    void open(@Nullable WorkerLanes over) {
        linked = over;
        straight.open();
    }

    void close() throws SQLException {
        linked = null;
        straight.close();
    }

    /** How connections of a worker come and go. */
    public Way of(@Nullable Worker worker) {
        WorkerLanes over = linked;
        return over == null ? straight : over.way(worker);
    }

    /** The link that the sessions go over; null for none. */
    @Nullable
    public WorkerLanes linked() {
        return linked;
    }
}
