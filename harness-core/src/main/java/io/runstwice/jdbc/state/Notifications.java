package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Channels;
import io.runstwice.jdbc.dialect.Notification;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.sql.Name;
import io.runstwice.world.Column;
import io.runstwice.world.Gate;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database told those who listen: a ledger of its own, since a message that was delivered is an effect which
 * nothing takes back. A session of the harness listens to each channel before it is first notified, so the server says
 * what was delivered: at COMMIT, once per transaction, from triggers and routines too.
 *
 * <p>Thread-safe.
 */
public final class Notifications {

    private static final List<Column> COLUMNS =
            List.of(Column.of("channel", Column.Kind.VALUE), Column.of("payload", Column.Kind.VALUE));

    private final Gate gate;
    private final LazyDataSource source;
    private final Channels server;
    private final String resource;
    private final String table;
    private final boolean ignored;
    private final Set<String> channels = new HashSet<>();
    private List<Notification> heard = new ArrayList<>();
    private @Nullable Connection ear;

    /**
     * Those of one exploration.
     *
     * @param resource the database's name in its world
     */
    public Notifications(Gate gate, LazyDataSource source, Channels server, Catalog catalog, String resource) {
        this.gate = gate;
        this.source = source;
        this.server = server;
        this.resource = resource;
        this.table =
                catalog.candidates(new Name("", Catalog.NOTIFICATIONS)).isEmpty() ? Catalog.NOTIFICATIONS : "NOTIFY";
        this.ignored = catalog.ignoresNotifications();
    }

    /** A worker is about to notify this channel. */
    public synchronized void listen(String channel) {
        if (ignored || !channels.add(channel)) {
            return;
        }
        try {
            server.listen(connected(), channel);
        } catch (SQLException deaf) {
            gate.doubt("the job notifies " + channel + ", and the harness could not listen: " + deaf.getMessage()
                    + ". It needs a connection of its own for that: give Database a larger pool, or the driver's"
                    + " own data source");
        }
    }

    private Connection connected() throws SQLException {
        Connection mine = ear;
        if (mine == null && !source.harness().areThere()) {
            throw new SQLException("the pool has no connection to spare");
        }
        if (mine == null) {
            mine = source.harness().connection();
            ear = mine;
        }
        return mine;
    }

    /** All that was delivered in this run. */
    public synchronized List<Notification> heard() throws SQLException {
        Connection mine = ear;
        if (mine != null) {
            heard.addAll(server.heard(mine));
        }
        return List.copyOf(heard);
    }

    /** Forgets what came after this. */
    public synchronized void backTo(List<Notification> before) throws SQLException {
        heard();
        heard = new ArrayList<>(before);
    }

    /** What counts when runs are compared; nothing if nothing was said. */
    public State shown(List<Notification> delivered) {
        if (delivered.isEmpty()) {
            return State.empty();
        }
        List<Row> rows = delivered.stream()
                .map(one -> new Row(List.of(one.channel(), one.payload())))
                .toList();
        return new State(List.of(new Table(resource, table, COLUMNS, rows, true)));
    }

    public synchronized void close() throws SQLException {
        Connection mine = ear;
        ear = null;
        if (mine != null) {
            try {
                server.deafen(mine);
            } finally {
                mine.close();
            }
        }
    }
}
