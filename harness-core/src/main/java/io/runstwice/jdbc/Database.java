package io.runstwice.jdbc;

import io.runstwice.world.Gate;
import io.runstwice.world.Promise;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A database that the job acts on. */
public final class Database implements Resource {
    private Database() {}
    public static Database watching(Supplier<? extends DataSource> source) { throw new UnsupportedOperationException(); }
    public static Database watching(DataSource source) { throw new UnsupportedOperationException(); }
    public static Database at(String url, String user, String password) { throw new UnsupportedOperationException(); }
    /** The tapped data source that the job is given. */
    public DataSource dataSource() { throw new UnsupportedOperationException(); }
    /** Runs SQL for the test itself, past the gate. */
    public int execute(String sql, Object... parameters) { throw new UnsupportedOperationException(); }
    /** Reads one value for the test itself, past the gate. */
    public Object query(String sql, Object... parameters) { throw new UnsupportedOperationException(); }
    public Database disposable() { throw new UnsupportedOperationException(); }
    public Database ignoring(String... tables) { throw new UnsupportedOperationException(); }
    public Database ageing(String update) { throw new UnsupportedOperationException(); }
    public Database atLeastOnce() { throw new UnsupportedOperationException(); }
    public Database atMostOnce() { throw new UnsupportedOperationException(); }
    public Database atLeastOnce(String... tables) { throw new UnsupportedOperationException(); }
    /** This column may differ: an attempt counter. */
    public Database varying(String... columns) { throw new UnsupportedOperationException(); }
    public Database accepting(String outcome, String condition) { throw new UnsupportedOperationException(); }

    @Override
    public String kind() { throw new UnsupportedOperationException(); }
    @Override
    public void open(String name, Gate gate) { throw new UnsupportedOperationException(); }
    @Override
    public void close() { throw new UnsupportedOperationException(); }
    @Override
    public Snapshot capture() { throw new UnsupportedOperationException(); }
    @Override
    public void restore(Snapshot snapshot) { throw new UnsupportedOperationException(); }
    @Override
    public boolean restoresAny() { throw new UnsupportedOperationException(); }
    @Override
    public State observe() { throw new UnsupportedOperationException(); }
    @Override
    public void end(Worker worker) { throw new UnsupportedOperationException(); }
    @Override
    public void endRun() { throw new UnsupportedOperationException(); }
    @Override
    public void pass(Duration time) { throw new UnsupportedOperationException(); }
    @Override
    public void perturb() { throw new UnsupportedOperationException(); }
    @Override
    public Promise promise() { throw new UnsupportedOperationException(); }
    @Override
    public List<String> remarks() { throw new UnsupportedOperationException(); }
}
