package io.runstwice.tier;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.run.RelayedFailure;
import io.runstwice.world.WorkerKilled;
import java.util.SortedSet;
import org.apiguardian.api.API;

/** A job whose every delivery has classes, and so static memory, of its own. For the engine and the JUnit module. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FreshJob implements Job {

    private final FreshClasses classes;
    private final Entry entry;

    /**
     * Describes it.
     *
     * @param classes what each delivery loads
     * @param entry where it goes in
     */
    public FreshJob(FreshClasses classes, Entry entry) {
        this.classes = classes;
        this.entry = entry;
    }

    /** Packages and classes that all deliveries share because the test wants it. */
    SortedSet<String> shared() {
        return classes.asked();
    }

    /** The entry of a delivery from the harness's classes into its own. */
    @FunctionalInterface
    public interface Entry {

        /** Does the work of one delivery with classes of this loader. */
        void perform(ClassLoader fresh, Delivery delivery) throws Exception;
    }

    /**
     * Nothing of the delivery's classes is left afterwards: neither in the thread, which outlives the delivery as an
     * object, nor in the exception that was thrown.
     */
    @Override
    public void perform(Delivery delivery) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader fresh = classes.open();
        thread.setContextClassLoader(fresh);
        try {
            entry.perform(fresh, delivery);
        } catch (WorkerKilled | AssertionError itself) {
            throw itself;
        } catch (Throwable failure) {
            throw relayed(failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Exception relayed(Throwable failure) {
        Throwable relayed = RelayedFailure.of(failure, classes::outlives);
        if (relayed instanceof Error error) {
            throw error;
        }
        return relayed instanceof Exception exception ? exception : new IllegalStateException(relayed);
    }
}
