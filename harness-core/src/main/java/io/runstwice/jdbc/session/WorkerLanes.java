package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.ConnectionLoss;
import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.Transactions;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.source.Pools;
import io.runstwice.jdbc.source.UrlSource;
import io.runstwice.jdbc.source.Way;
import io.runstwice.network.Cut;
import io.runstwice.network.Lane;
import io.runstwice.network.Lanes;
import io.runstwice.network.Link;
import io.runstwice.network.Toxic;
import io.runstwice.world.Gate;
import io.runstwice.world.Loss;
import io.runstwice.world.Misuse;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The link that the sessions of one exploration go over: each worker on a lane of its own, if the harness makes the
 * connections. Thread-safe.
 */
public final class WorkerLanes {

    /** How long the server may take to notice that a session is gone. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(200);
    private static final String NOBODY = "nobody";

    private final Lanes lanes;
    private final @Nullable UrlSource own;
    private final Way shared;
    private final Map<String, Way> ways = new ConcurrentHashMap<>();
    private final HarnessSession session;
    private final ConnectionLoss loss;
    private final Transactions transactions;
    private final Gate gate;
    private final Silence silence;

    private WorkerLanes(Link link, DataSource source, HarnessSession session, Dialect dialect, Gate gate) {
        this.session = session;
        this.loss = dialect.loss();
        this.transactions = dialect.transactions();
        this.gate = gate;
        Duration longest = link.silence();
        this.silence = longest == null ? Silence.NONE : new Silence(longest);
        this.lanes = link.lanes();
        this.own = source instanceof UrlSource url ? url : null;
        this.shared = own == null ? Way.over(link.common(), source) : over(own, NOBODY);
    }

    /**
     * Begins.
     *
     * @throws Misuse if the link does not lead to this database, or nothing flows through it
     */
    public static WorkerLanes open(Link link, DataSource source, HarnessSession session, Dialect dialect, Gate gate)
            throws SQLException {
        if (!dialect.server().hasNetwork()) {
            throw new Misuse(
                    "A link leads to a database server, such as PostgreSQL or MariaDB, but this database is none that is"
                            + " reached over a network. Leave through(link) out.");
        }
        if (!session.isKept() && !Pools.lends(source)) {
            throw new Misuse(
                    "A Database whose link is cut needs a connection to look at the server meanwhile, but its pool has"
                            + " none to spare. Give it a pool of at least 4, or the driver's own data source.");
        }
        WorkerLanes linked = new WorkerLanes(link, source, session, dialect, gate);
        try {
            linked.mustFlow();
            return linked;
        } catch (SQLException | RuntimeException failure) {
            linked.close();
            throw failure;
        }
    }

    /** A cut of the link has to be felt: a connection that does not feel it takes another way. */
    private void mustFlow() throws SQLException {
        Way way = own == null ? shared : over(own, "D1");
        try (Connection connection = way.connection().connection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            if (!feels(statement, Objects.requireNonNull(way.lane()))) {
                throw new Misuse(
                        "Nothing flows through the link of this Database: when it was cut, the data source did not"
                                + " notice. Build the data source on link.host() and link.port(), or use"
                                + " Database.at(url, …).through(link).");
            }
        }
    }

    private static boolean feels(Statement statement, Lane lane) {
        Cut cut = lane.cut(Toxic.REPLY_CUT, 0);
        try {
            statement.execute("select 1");
            return false;
        } catch (SQLException felt) {
            return true;
        } finally {
            cut.close();
        }
    }

    /** How connections of a worker come and go. */
    Way way(@Nullable Worker worker) {
        return own == null || worker == null ? shared : over(own, worker.name());
    }

    private Way over(UrlSource source, String worker) {
        return ways.computeIfAbsent(worker, name -> {
            Lane lane = lanes.of(name);
            return Way.over(lane, source.over(lane));
        });
    }

    /** Whether a cut hits every session, and not those of one worker alone. */
    public boolean isShared() {
        return own == null;
    }

    public Gate gate() {
        return gate;
    }

    /** The messages that are withheld on it. */
    public Silence silence() {
        return silence;
    }

    /** The losses that are possible on a connection. */
    public Set<Loss> losses(Connection connection) throws SQLException {
        return isShared() ? Silence.LOSSES : silence.losses(connection, gate);
    }

    /** One message more was really lost. */
    public void counted() {
        lanes.lost();
    }

    /** Waits until the server has ended a session whose client is gone: whether it did. */
    public boolean awaitEnd(long number) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE;
        while (session.with(connection -> loss.serves(connection, number))) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK);
        }
        return true;
    }

    /** Whether a transaction that has ended was committed; null if this cannot be told. */
    @Nullable
    public Boolean committed(String transaction) throws SQLException {
        return session.with(connection -> transactions.committed(connection, transaction));
    }

    /** The certificate's remark on it. */
    public String remark() {
        return lanes.remark(isShared()) + (isShared() ? "" : silence.remark());
    }

    public void close() throws SQLException {
        try {
            for (Way way : ways.values()) {
                way.close();
            }
            shared.close();
        } finally {
            lanes.close();
        }
    }
}
