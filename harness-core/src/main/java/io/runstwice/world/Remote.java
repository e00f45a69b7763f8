package io.runstwice.world;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: a job in another process can use it. There a {@link Stub} makes an object of the
 * resource's own class, which passes the gate of the test, and asks or tells the resource of the test the rest. Without
 * this ability the tier PROCESS is refused with a {@link Misuse}. Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Remote {

    /**
     * The stub for it in the process of a delivery. A thread of the harness calls it while the resource is open.
     *
     * @throws Misuse if it cannot be used from another process as it was declared
     */
    Stub stub();

    /**
     * Its stub, in the process of a delivery, asks or tells something. Called on a thread that acts for that delivery,
     * while others may call it too.
     *
     * @param worker whose process it is
     * @param words as they were said there
     * @return the answer; ignored for what was only told
     * @throws IllegalArgumentException if it does not understand the words
     */
    String asked(Worker worker, List<String> words);
}
