package io.runstwice.world;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The recipe for an object that stands for a resource of the test, in the process of a delivery; the object is of the
 * resource's own class. Only names and words cross to that process.
 *
 * @param maker makes the object there; has a constructor without parameters
 * @param words the arguments for the maker
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Stub(Class<? extends Maker> maker, List<String> words) {

    public Stub {
        words = List.copyOf(words);
    }

    /** Makes stubs of one kind. */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface Maker {

        /**
         * Makes one.
         *
         * @param line leads to the resource of the test
         * @param words what that said of itself
         * @throws Exception if it cannot be made here
         */
        Resource make(Line line, List<String> words) throws Exception;
    }
}
