package io.runstwice.watchdog;

import org.apiguardian.api.API;

/** What the {@link Watchdog} was told of. Threads may share it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface WatchdogEntry extends AutoCloseable {

    /** Forgets it, because the one that started it has ended it; a second time does nothing. Ends nothing by itself. */
    @Override
    void close();
}
