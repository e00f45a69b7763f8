package io.runstwice.world;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: it holds times, and they grow older when a schedule lets time pass, though the
 * machine's clock does not move.
 *
 * <p>A resource that takes the age of everything from {@link Gate#clock()} needs no such ability, since that clock
 * moves. Without the ability {@link #pass} does nothing, and a restoration is {@link Resource#restore(Snapshot)}.
 *
 * <p>One thread of the harness calls it, while no worker acts. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Ages {

    /**
     * Lets time pass: all times in this resource grow older.
     *
     * @param time how much, positive
     */
    void pass(Duration time);

    /**
     * Puts the resource back so that its content is as old as it was, although the machine's clock has gone on. Times
     * that go with that clock lie {@code laid} later than in the first snapshot of the exploration. A snapshot that was
     * captured after such a restoration stands as far ahead as that one did.
     *
     * @param snapshot one of its own
     * @param laid how much later given times lie than when they were given
     */
    void restore(Snapshot snapshot, Duration laid);

    /**
     * A turn has ended, and the worker that acted may have released its locks: rows that could not grow older meanwhile
     * do so now. Called while every worker stands still. Does nothing by default.
     */
    default void catchUp() {}
}
