package io.runstwice.fork;

import io.runstwice.run.Attempt;
import io.runstwice.world.Resource;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The task of a forked JVM, named by a class that has a public constructor without parameters. */
@FunctionalInterface
@API(status = API.Status.INTERNAL, since = "0.1")
public interface RemoteTask {

    /**
     * Does the work of one delivery.
     *
     * @param attempt what the delivery may know of itself
     * @param resources stubs of what the test watches, by name
     * @param words what the test's side added: names of classes and methods
     * @throws Exception what the job threw
     */
    void run(Attempt attempt, Map<String, Resource> resources, List<String> words) throws Exception;
}
