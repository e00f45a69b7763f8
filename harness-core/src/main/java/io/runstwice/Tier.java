package io.runstwice;

import org.apiguardian.api.API;

/**
 * How much of a JVM every delivery has to itself: the workers of a queue live in processes of their own, and what one
 * keeps in static memory no other sees.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Tier {

    /**
     * A thread. All deliveries share the static memory of one JVM, so a guard that lives there (a lock, a map of what
     * was seen) holds for all of them. The default, and the fastest.
     */
    THREAD,

    /**
     * Its own classes. Those of the job, and of every library that is not shared, are loaded and initialised afresh for
     * each delivery, as in a process that has just begun. Shared are the JDK, this harness, the classes of watched
     * resources, JDBC drivers, JUnit and logging.
     *
     * <p>It costs the loading and the static initialisers of the job's classes for every delivery. What a static
     * initialiser opens is opened by every delivery, and nothing closes it.
     */
    CLASSLOADER,

    /**
     * Its own process: a JVM that is forked for it, and killed by a real SIGKILL where its worker dies. What ends with
     * a process ends: its memory, its sockets, the locks of its files; no shutdown hook runs, but on
     * {@link Bounds#withShutdowns request}. What outlives one stays.
     *
     * <p>A JVM is forked ahead while others work. Databases must be reachable from another process, and are connected
     * to from there. {@code System.exit} is a death like any other.
     */
    PROCESS
}
