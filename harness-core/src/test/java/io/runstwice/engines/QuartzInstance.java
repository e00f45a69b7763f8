package io.runstwice.engines;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.quartz.JobPersistenceException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdRowLockSemaphore;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.spi.ThreadExecutor;
import org.quartz.spi.ThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * One instance of a Quartz cluster, unmodified, that lives as long as one delivery and does all its work in that
 * delivery's thread: Quartz asks a {@link ThreadExecutor} to start its threads, and this one only keeps the
 * scheduler's, to run it when told.
 *
 * <p>The threads that check in again later and look for misfired triggers are never started. The first check-in, which
 * recovers the jobs of dead instances, is made by the code that starts the scheduler. An instance that reports a
 * database that fails is ended, as a liveness probe would end it: Quartz itself would try for ever. Public, since
 * Quartz calls its setters by reflection.
 */
public final class QuartzInstance implements ThreadExecutor, ThreadPool {

    static final String CLUSTER = "billing";

    private static final String SOURCE = "the only one";
    private static final long IDLE_MS = 10;

    private final List<Thread> threads = new ArrayList<>();
    private final Scheduler scheduler;
    private int polls;

    QuartzInstance(String id, DataSource dataSource) throws SchedulerException, InvalidConfigurationException {
        DBConnectionManager.getInstance().addConnectionProvider(SOURCE, connectionsOf(dataSource));
        JobStoreTX store = new JobStoreTX();
        store.setDataSource(SOURCE);
        store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
        store.setIsClustered(true);
        store.setDbRetryInterval(IDLE_MS);
        store.setThreadExecutor(this);
        StdRowLockSemaphore locks = new StdRowLockSemaphore(store.getTablePrefix(), CLUSTER, null);
        locks.setRetryPeriod(IDLE_MS);
        store.setLockHandler(locks);
        SchedulerRepository.getInstance().remove(CLUSTER); // that of an instance that died
        DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
        factory.createScheduler(CLUSTER, id, this, this, store, null, null, 0, IDLE_MS, -1, false, null, 1, 0);
        scheduler = factory.getScheduler(CLUSTER);
        scheduler.getListenerManager().addSchedulerListener(new SchedulerListenerSupport() {
            @Override
            public void schedulerError(String what, SchedulerException cause) {
                if (cause instanceof JobPersistenceException) {
                    end();
                }
            }
        });
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Checks in, polls so many times for a trigger that is due, executes its job, and ends. */
    void poll(int times) throws SchedulerException {
        polls = times;
        scheduler.start();
        threads.get(0).run();
    }

    @Override
    public int blockForAvailableThreads() {
        if (polls-- > 0) {
            return 1;
        }
        end();
        return 0;
    }

    private void end() {
        try {
            scheduler.shutdown();
        } catch (SchedulerException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public boolean runInThread(Runnable job) {
        job.run();
        return true;
    }

    @Override
    public void execute(Thread thread) {
        threads.add(thread);
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown(boolean waitForJobsToComplete) {}

    @Override
    public int getPoolSize() {
        return 1;
    }

    @Override
    public void setInstanceId(String id) {}

    @Override
    public void setInstanceName(String name) {}

    private static ConnectionProvider connectionsOf(DataSource dataSource) {
        return new ConnectionProvider() {
            @Override
            public Connection getConnection() throws SQLException {
                return dataSource.getConnection();
            }

            @Override
            public void initialize() {}

            @Override
            public void shutdown() {}
        };
    }
}
