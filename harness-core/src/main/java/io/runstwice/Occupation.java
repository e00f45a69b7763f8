package io.runstwice;

import io.runstwice.explore.Part;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Resource;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A world that the harness has taken possession of: nobody else explores it until it is closed.
 *
 * <p>For frameworks that run set-up code of their own between {@link #of} and {@link #explore}: JUnit's
 * {@code @BeforeEach}. Everybody else uses {@link RunsTwice}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Occupation implements AutoCloseable {

    private Occupation() {}

    /**
     * Opens every resource, checks that it may be written to, and remembers what it looks like.
     *
     * @throws io.runstwice.world.Misuse if there is no resource, or one refuses; nothing has been changed then
     */
    public static Occupation of(Map<String, Resource> resources) {
        throw new UnsupportedOperationException();
    }

    /** Explores one part from the world as it is now; puts the world back to that before it returns. */
    @SuppressWarnings("exports")
    public Verdict explore(String name, Job job, Bounds bounds, Part part) {
        throw new UnsupportedOperationException();
    }

    /** Runs one schedule from the world as it is now; puts the world back to that before it returns. */
    public Verdict replay(String name, Job job, Bounds bounds, Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    /** Puts the world back to what it was when it was occupied. */
    public void restore() {
        throw new UnsupportedOperationException();
    }

    /** Restores and leaves the world. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
