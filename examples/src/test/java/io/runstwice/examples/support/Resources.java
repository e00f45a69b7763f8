package io.runstwice.examples.support;

import io.runstwice.Delivery;
import io.runstwice.world.Resource;
import java.util.function.Supplier;

/**
 * Where scenarios get their resources from: made anew, or in the process of a delivery those of that delivery. So a
 * scenario can be made once more there, with a job that captures what is its own in that process.
 */
public final class Resources {

    private static final ThreadLocal<Delivery> DELIVERY = new ThreadLocal<>();

    private Resources() {}

    /**
     * One of them.
     *
     * @param name what its world calls it
     * @param made makes it, with everything that is declared of it
     */
    public static <R extends Resource> R named(String name, Class<R> type, Supplier<R> made) {
        Delivery delivery = DELIVERY.get();
        return delivery == null ? made.get() : delivery.watched(name, type);
    }

    /** Makes something whose resources are those of a delivery. */
    public static <T> T of(Delivery delivery, Supplier<T> made) {
        DELIVERY.set(delivery);
        try {
            return made.get();
        } finally {
            DELIVERY.remove();
        }
    }
}
