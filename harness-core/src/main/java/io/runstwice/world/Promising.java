package io.runstwice.world;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An ability of a {@link Resource}: a test can declare its contract. Without this ability the resource promises
 * {@link Promise#EXACTLY_ONCE}, and an annotation that declares something else is refused.
 *
 * <p>Users may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Promising {

    /** The declarations of the test about it. Called by a thread of the harness, while no worker acts. */
    Promise promise();

    /**
     * Takes a contract that an annotation in a test declares: from now on the resource promises this. Called before an
     * exploration. Contracts of other tables stay.
     *
     * @param contract the promise
     * @param tables the tables, endpoints or labels that it is about; none for all of the resource
     * @param recordedIn where effects that are {@linkplain Contract#DOUBLED_ONLY_BY_FAULTS doubled only by faults} are
     *     recorded; none for the first durable change that follows
     * @throws Misuse if the resource cannot promise that, or is being explored
     */
    void promise(Contract contract, List<String> tables, List<String> recordedIn);
}
