package io.runstwice.run;

import io.runstwice.schedule.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The copies of the message that the queue holds, and which of them are settled. */
final class QueuedCopies {

    private final List<Copy> all = new ArrayList<>();

    /** One copy, from 0. */
    private static final class Copy {

        private final int message;
        private final List<Integer> deliveries = new ArrayList<>();
        private final RefusalsLeft refusalsLeft = new RefusalsLeft();
        private boolean settled;

        Copy(int message) {
            this.message = message;
        }

        int last() {
            return deliveries.isEmpty() ? 0 : deliveries.get(deliveries.size() - 1);
        }

        boolean isStuck() {
            return refusalsLeft.areOver();
        }
    }

    /**
     * What was handed out.
     *
     * @param message which message
     * @param again whether it was handed out before
     */
    record Handed(int message, boolean again) {}

    /**
     * @param messages how many distinct messages there are
     * @param delivered how often the first one was handed out before, in vain
     */
    QueuedCopies(int messages, int delivered) {
        Copy message = new Copy(1);
        for (int i = 1; i <= delivered; i++) {
            message.deliveries.add(i);
        }
        all.add(message);
        for (int i = 2; i <= messages; i++) {
            all.add(new Copy(i));
        }
    }

    /**
     * Hands one out.
     *
     * @param latest the delivery that still runs and began last, if one does: its visibility lapsed
     * @param message which one is asked for; 0 for the one that is next
     * @return empty if nothing is left to hand out
     */
    Optional<Handed> deliver(int number, Source source, Optional<Integer> latest, int message) {
        Optional<Copy> copy = copy(source, latest, message);
        copy.ifPresent(found -> found.deliveries.add(number));
        return copy.map(found -> new Handed(found.message, found.deliveries.size() > 1));
    }

    private Optional<Copy> copy(Source source, Optional<Integer> latest, int message) {
        if (source == Source.COPY) {
            return all.stream().anyMatch(known -> known.message == Math.max(message, 1))
                    ? Optional.of(more(Math.max(message, 1)))
                    : Optional.empty();
        }
        return message > 0
                ? longestAgo(message)
                : latest.map(this::copyOf).or(() -> longestAgo(0)).filter(found -> !found.settled);
    }

    private Copy more(int message) {
        Copy copy = new Copy(message);
        all.add(copy);
        return copy;
    }

    private Copy copyOf(int delivery) {
        return all.stream()
                .filter(copy -> copy.deliveries.contains(delivery))
                .findFirst()
                .orElseThrow();
    }

    /**
     * What is not settled and was not handed out for the longest time; of what is stuck only if there is nothing else.
     */
    private Optional<Copy> longestAgo(int message) {
        return all.stream()
                .filter(copy -> !copy.settled && (message == 0 || copy.message == message))
                .min(Comparator.comparing(Copy::isStuck).thenComparing(Copy::last));
    }

    /** A delivery was acknowledged. */
    void settle(int delivery) {
        copyOf(delivery).settled = true;
    }

    /** A delivery gave its copy back, and no fault can have been the reason. */
    void refuse(int delivery) {
        copyOf(delivery).refusalsLeft.refused();
    }

    /** The bound has passed. */
    void waited() {
        all.forEach(copy -> copy.refusalsLeft.waited());
    }

    /** Something happened that may change what any copy meets. */
    void renew() {
        all.forEach(copy -> copy.refusalsLeft.renew());
    }

    boolean areSettled() {
        return all.stream().allMatch(copy -> copy.settled);
    }

    /** How many are neither settled nor stuck. */
    int open() {
        return (int)
                all.stream().filter(copy -> !copy.settled && !copy.isStuck()).count();
    }
}
