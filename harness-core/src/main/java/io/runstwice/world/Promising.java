package io.runstwice.world;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An optional ability of a {@link Resource}: takes a contract from outside, as an annotation in a test declares it.
 *
 * <p>Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Promising {

    /**
     * From now on it promises this. To be called before an exploration; what it promised of other tables stays.
     *
     * @param contract what
     * @param tables of which tables, endpoints or labels; none for all of the resource
     * @param recordedIn where effects that are {@linkplain Contract#DOUBLED_ONLY_BY_FAULTS doubled only by faults} are recorded; none for the
     *     first durable change that follows
     */
    void promise(Contract contract, List<String> tables, List<String> recordedIn);
}
