package io.runstwice.jdbc.source;

import io.runstwice.jdbc.dialect.Locking.Look;
import io.runstwice.jdbc.dialect.Sessions;
import io.runstwice.network.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The way of connections from the database and back: straight, or over a lane of a link. Thread-safe. */
public final class Way {

    private final Supplier<DataSource> source;
    private final @Nullable Lane lane;
    private final Spare spare = new Spare();

    private Way(Supplier<DataSource> source, @Nullable Lane lane) {
        this.source = source;
        this.lane = lane;
    }

    /** Straight: nothing that is lost on it is lost by a network. */
    public static Way straight(LazyDataSource source) {
        return new Way(source::get, null);
    }

    /** Over a lane, for as long as one exploration lasts. */
    public static Way over(Lane lane, DataSource source) {
        Way way = new Way(() -> source, lane);
        way.open();
        return way;
    }

    /** The lane that can be cut on it; null if there is none. */
    @Nullable
    public Lane lane() {
        return lane;
    }

    /** The data source of its connections. */
    public DataSource source() {
        return source.get();
    }

    public void open() {
        spare.open();
    }

    public void close() throws SQLException {
        spare.close();
    }

    /** A connection as the data source below gives it. */
    public Fresh connection() throws SQLException {
        Fresh kept = spare.take();
        return kept != null ? kept : Fresh.of(source.get().getConnection());
    }

    /**
     * Takes back a connection that is not used any more.
     *
     * @param look when it is to look for deadlocks if it is spared
     */
    public void done(Connection connection, Look look, Sessions sessions) throws SQLException {
        spare.give(connection, look, sessions, source.get());
    }

    /** Whether a connection that is not used any more would serve again. */
    public boolean spares(Sessions sessions) {
        return spare.takes(sessions, source.get());
    }

    /** A connection that has broken, in the place of one that the job is told has broken; null if none has yet. */
    @Nullable
    public Connection broken() {
        return spare.broken();
    }

    public void broke(Connection connection, Sessions sessions) {
        spare.broke(connection, sessions, source.get());
    }
}
