package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.schedule.Point;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sequences of moves have one key only if they differ in the order of moves that commute. */
class HappensBeforeTests {

    private static Move move(int delivery, String label, Footprint footprint) {
        Interaction interaction = new Interaction(label, "", false, Set.of(), footprint, false);
        return new Move(WorkerName.delivery(delivery), new Point("db", label, 1), interaction, true, false);
    }

    private static Move reads(int delivery, String table) {
        return move(delivery, "read " + table, new Footprint(Set.of(table), Set.of()));
    }

    private static Move writes(int delivery, String table) {
        return move(delivery, "write " + table, new Footprint(Set.of(), Set.of(table)));
    }

    private static String key(Move... moves) {
        HappensBefore past = new HappensBefore(Move::conflictsWith);
        for (Move move : moves) {
            past.add(move);
        }
        return past.key();
    }

    @Test
    void movesThatCommute_haveOneKeyInEitherOrder() {
        assertThat(key(reads(1, "x"), reads(2, "x"), writes(1, "y"), writes(2, "z")))
                .isEqualTo(key(reads(2, "x"), writes(2, "z"), reads(1, "x"), writes(1, "y")));
    }

    @Test
    void readBeforeAWrite_isToldFromOneAfterIt() {
        assertThat(key(reads(1, "x"), writes(2, "x"))).isNotEqualTo(key(writes(2, "x"), reads(1, "x")));
    }

    @Test
    void whatHappenedLongBefore_isStillTold() {
        assertThat(key(reads(1, "x"), writes(2, "x"), writes(1, "y"), writes(2, "z")))
                .isNotEqualTo(key(writes(2, "x"), reads(1, "x"), writes(1, "y"), writes(2, "z")));
    }

    @Test
    void placesWhoseNamesRunTogether_areTwo() {
        Move one = new Move(WorkerName.delivery(1), new Point("a b", "c", 1), null, true, false);
        Move other = new Move(WorkerName.delivery(1), new Point("a", "b c", 1), null, true, false);

        assertThat(key(one)).isNotEqualTo(key(other));
    }
}
