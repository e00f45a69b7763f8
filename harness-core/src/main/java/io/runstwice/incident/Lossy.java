package io.runstwice.incident;

import io.runstwice.world.Loss;
import java.util.List;
import java.util.Set;

/** The ways in which a report can speak of a lost message, each with the losses that it may mean. */
enum Lossy {
    REQUEST(List.of(Loss.REQUEST), false),
    REPLY(List.of(Loss.REPLY, Loss.REPLY_IN_SILENCE), false),
    TIMED_OUT(List.of(Loss.REPLY_IN_SILENCE, Loss.REPLY_LATE, Loss.REPLY_IN_PIECES, Loss.REPLY), false),
    LATE(List.of(Loss.REPLY_LATE, Loss.REPLY_IN_SILENCE, Loss.REPLY), false),
    BROKE(List.of(Loss.REQUEST, Loss.REPLY), true);

    private final List<Loss> ways;
    private final boolean all;

    Lossy(List<Loss> ways, boolean all) {
        this.ways = ways;
        this.all = all;
    }

    /** The possible losses that fit: the closest to the sentence, or all if the sentence is loose. */
    List<Loss> among(Set<Loss> possible) {
        List<Loss> fitting = ways.stream().filter(possible::contains).toList();
        return all || fitting.isEmpty() ? fitting : fitting.subList(0, 1);
    }
}
