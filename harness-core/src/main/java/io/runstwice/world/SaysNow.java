package io.runstwice.world;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: workers can ask it for now in its own words, as SQL does with
 * {@code to_char(now(), 'HH24')}. A text or a number that is made of now cannot grow older, so a later delivery has to
 * see a later now instead. Without this ability it is not asked for now.
 *
 * <p>One thread of the harness calls it, while no worker acts. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface SaysNow {

    /**
     * Shifts now: until the next call, workers that ask for now get the machine's time plus this much. The harness
     * finds values that are computed from now by that.
     */
    void showNow(Duration ahead);

    /** Whether workers have asked it to make a text or a number of now. */
    boolean saysNowInWords();

    /**
     * By how much statements that make a text or a number of now see a later one, since time has passed. Zero if none
     * does.
     */
    Duration nowInWords();
}
