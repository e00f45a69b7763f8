package io.runstwice.corpus;

import io.runstwice.Bounds;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One job, with the verdict that follows from how it was built.
 *
 * @param kind what it is about, as a letter and a word: {@code N noise}
 * @param tables statements that make the schema
 * @param given statements that make the rows of the set-up
 * @param world what is watched beside the database, and what is promised of it
 * @param why what makes it so
 */
record Case(
        String name,
        String kind,
        On on,
        List<String> tables,
        List<String> given,
        Consumer<World> world,
        UnaryOperator<Bounds> bounds,
        Steps job,
        Expected expected,
        String why) {

    @Override
    public String toString() {
        return kind + ": " + name + " (" + on + ")";
    }
}
