package io.runstwice.jdbc.source;

import io.runstwice.jdbc.dialect.Dialect;
import io.runstwice.jdbc.dialect.Dialects;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The data source below the tap: asked for on first use, and only once. Thread-safe. */
public final class LazyDataSource {

    private final Supplier<? extends DataSource> supplier;
    private final HarnessConnections harness = new HarnessConnections(this);
    private volatile @Nullable DataSource source;
    private volatile @Nullable Dialect dialect;

    public LazyDataSource(Supplier<? extends DataSource> supplier) {
        this.supplier = supplier;
    }

    /**
     * A data source that was there before it was asked for.
     *
     * @param get the data source
     */
    public record Given(DataSource get) implements Supplier<DataSource> {}

    /** Whether it was there before it was asked for. */
    public boolean isGiven() {
        return supplier instanceof Given;
    }

    public DataSource get() {
        DataSource known = source;
        return known != null ? known : ask();
    }

    private synchronized DataSource ask() {
        if (source == null) {
            source = supplier.get();
        }
        if (source == null) {
            throw new Misuse("Database needs a DataSource, but its supplier gave null. Create the DataSource before the"
                    + " database is first used, or give Database.watching(() -> …) a supplier that creates it.");
        }
        return source;
    }

    /** Where connections of the harness's own come from. */
    public HarnessConnections harness() {
        return harness;
    }

    /** Whether a backslash escapes in its SQL. */
    public boolean hasBackslashes() {
        Dialect known = dialect;
        return known != null && known.sql().hasBackslashes();
    }

    /** The dialect of the database, learnt from the first connection. */
    public Dialect dialect(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialects.of(connection);
            dialect = known;
        }
        return known;
    }
}
