package io.runstwice.run;

import io.runstwice.schedule.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The copies of the message that the queue holds, and which of them are settled. */
final class Copies {

    private final List<Copy> all = new ArrayList<>();

    /** One copy, from 0. */
    private static final class Copy {

        private final List<Integer> deliveries = new ArrayList<>();
        private boolean settled;

        int last() {
            return deliveries.isEmpty() ? 0 : deliveries.get(deliveries.size() - 1);
        }
    }

    /**
     * @param delivered how often the message was handed out before, in vain
     */
    Copies(int delivered) {
        Copy message = new Copy();
        for (int i = 1; i <= delivered; i++) {
            message.deliveries.add(i);
        }
        all.add(message);
    }

    /**
     * Hands one out.
     *
     * @param latest the delivery that still runs and began last, if one does: its visibility lapsed
     * @return whether it was handed out before; empty if nothing is left to hand out
     */
    Optional<Boolean> deliver(int number, Source source, Optional<Integer> latest) {
        Optional<Copy> copy = source == Source.COPY
                ? Optional.of(more())
                : latest.map(this::copyOf).or(this::longestAgo).filter(found -> !found.settled);
        copy.ifPresent(found -> found.deliveries.add(number));
        return copy.map(found -> found.deliveries.size() > 1);
    }

    private Copy more() {
        Copy copy = new Copy();
        all.add(copy);
        return copy;
    }

    private Copy copyOf(int delivery) {
        return all.stream()
                .filter(copy -> copy.deliveries.contains(delivery))
                .findFirst()
                .orElseThrow();
    }

    /** What is not settled and was not handed out for the longest time. */
    private Optional<Copy> longestAgo() {
        return all.stream()
                .filter(copy -> !copy.settled)
                .min((one, other) -> Integer.compare(one.last(), other.last()));
    }

    /** A delivery was acknowledged. */
    void settle(int delivery) {
        copyOf(delivery).settled = true;
    }

    boolean areSettled() {
        return all.stream().allMatch(copy -> copy.settled);
    }

    /** How many are not. */
    int unsettled() {
        return (int) all.stream().filter(copy -> !copy.settled).count();
    }
}
