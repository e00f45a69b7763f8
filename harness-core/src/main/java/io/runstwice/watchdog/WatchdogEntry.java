package io.runstwice.watchdog;

import org.apiguardian.api.API;

/** A thing that the {@link Watchdog} guards. Threads may share it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface WatchdogEntry extends AutoCloseable {

    /** Forgets the thing, because its starter has ended it. A second call does nothing. Ends nothing by itself. */
    @Override
    void close();
}
