package io.runstwice.world;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource} that {@linkplain Ages ages}: it tells times that go with the machine's clock from
 * those that the job wrote with {@link Gate#clock()}. Without this ability it is not told of clocks, and it holds no
 * column of two clocks.
 *
 * <p>One thread of the harness calls it, while no worker acts. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Clocked {

    /** Tells which clock the job writes with, as its baselines have shown. Replaces what was told before. */
    void writtenWith(Clocks clocks);

    /** The columns that the job writes with one clock and looks at with the other, {@code table.column}. */
    Set<String> ofTwoClocks();
}
