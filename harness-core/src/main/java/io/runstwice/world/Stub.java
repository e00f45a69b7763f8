package io.runstwice.world;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What makes, in the process of a delivery, an object of a resource's own class that stands for the resource of the
 * test. Nothing but names and words crosses to that process.
 *
 * @param maker makes it there; has a constructor without parameters
 * @param words what it is told
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
