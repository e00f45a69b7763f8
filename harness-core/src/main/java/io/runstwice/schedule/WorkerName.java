package io.runstwice.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The name of a worker: a delivery of the message ({@code D1}, {@code D2}, …), or an actor beside the job, which the
 * test named.
 *
 * @param text as reports and schedules say it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WorkerName(String text) {

    private static final Pattern DELIVERY = Pattern.compile("D([1-9]\\d{0,8})");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    public WorkerName {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a worker is called D1, D2, … or by one word of letters, digits, - and _, but this is \"" + text
                            + "\"");
        }
    }

    /** A delivery, by its number from 1. */
    public static WorkerName delivery(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("deliveries count from 1, but this is " + number);
        }
        return new WorkerName("D" + number);
    }

    /**
     * Another kind of worker.
     *
     * @throws IllegalArgumentException if it is no word, or is what a delivery is called
     */
    public static WorkerName actor(String name) {
        WorkerName actor = new WorkerName(name);
        if (actor.isDelivery()) {
            throw new IllegalArgumentException("an actor cannot be called " + name + ": so are deliveries called");
        }
        return actor;
    }

    /** Whether it is a delivery, and no actor. */
    public boolean isDelivery() {
        return DELIVERY.matcher(text).matches();
    }

    /** The number of the delivery, from 1; 0 for an actor. */
    public int number() {
        Matcher delivery = DELIVERY.matcher(text);
        return delivery.matches() ? Integer.parseInt(delivery.group(1)) : 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
