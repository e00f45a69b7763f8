package io.runstwice.corpus;

import io.runstwice.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A world, and the jobs that act on it: broken ones beside their fixed twins. */
final class Draft {

    private final String kind;
    private final On on;
    private final List<String> tables = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final List<Case> cases;
    private Consumer<World> world = world -> {};
    private UnaryOperator<Bounds> bounds = bounds -> bounds;

    /** @param statements what makes the tables; what inserts makes the given rows */
    Draft(String kind, On on, List<Case> cases, String... statements) {
        this.kind = kind;
        this.on = on;
        this.cases = cases;
        for (String statement : statements) {
            (statement.startsWith("insert ") ? given : tables).add(statement);
        }
    }

    /** What is watched beside the database, and what is promised. */
    Draft with(Consumer<World> more) {
        world = world.andThen(more);
        return this;
    }

    Draft within(UnaryOperator<Bounds> others) {
        bounds = others;
        return this;
    }

    Draft unsafe(String name, String why, Steps job) {
        return add(name, why, job, new Expected.Unsafe());
    }

    Draft safe(String name, String why, Steps job) {
        return add(name, why, job, new Expected.Safe());
    }

    /** One that cannot be judged, and whose reason has this word. */
    Draft named(String name, String word, Steps job) {
        return add(name, "nothing that is put back or compared", job, new Expected.Named(word));
    }

    /** The same steps twice: in a transaction by themselves, and in one that records the message first. */
    Draft twins(String name, Steps steps) {
        unsafe(name, "nothing tells a redelivery from the first delivery", work -> work.tx(steps));
        return safe(
                name + ", recorded", "a record of the message is in the same transaction", work -> work.once(steps));
    }

    /** The same steps in a transaction by themselves, and in one that records the message first: both are right. */
    Draft harmless(String name, Steps steps) {
        return safe(name, "written twice it says the same", work -> work.tx(steps));
    }

    /** The last one is judged wrong, and it is known why. */
    Draft known(String said, String because) {
        Case last = cases.remove(cases.size() - 1);
        return add(last.name(), last.why(), last.job(), new Expected.Deviating(last.expected(), said, because));
    }

    private Draft add(String name, String why, Steps job, Expected expected) {
        cases.add(new Case(name, kind, on, tables, given, world, bounds, job, expected, why));
        return this;
    }
}
