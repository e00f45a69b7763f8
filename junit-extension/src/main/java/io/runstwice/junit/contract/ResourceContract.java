package io.runstwice.junit.contract;

import io.runstwice.world.Effect;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.Table;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * The contract of every {@link Resource}, as tests. The author of a resource extends this class, tells it how to make a
 * resource and how a job acts on it, and runs it with JUnit Jupiter.
 *
 * <pre>{@code
 * class SpoolContractTests extends ResourceContract<Spool> {
 *     protected Spool create() { return Spool.in(newDirectory()); }
 *     protected void act(Spool spool) { spool.add("a message"); }
 * }
 * }</pre>
 *
 * <p>It cannot see whether a state shows all that counts, nor whether a footprint is large enough.
 *
 * @param <R> the resource
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public abstract class ResourceContract<R extends Resource> extends AbilityContract<R> {

    /** For subclasses. */
    protected ResourceContract() {}

    /** Whether it is open or not, a resource can be closed, and once more. */
    @Test
    public final void closedOne_closesAgain() throws Exception {
        R resource = create();
        resource.close();
        Stage<R> stage = new Stage<>(resource, "one");
        stage.close();
        stage.close();
    }

    /** A closed resource can be opened again, under another name and gate. */
    @Test
    public final void closedOne_opensAgain() throws Exception {
        R resource = create();
        new Stage<>(resource, "one").close();
        try (Stage<R> again = new Stage<>(resource, "two")) {
            Expect.that(!again.deliver(this::act).isEmpty(), "what a job does passes the gate of the second open()");
            names(again.observed().tables(), "two");
        }
    }

    /** Every act of a job stands at the gate, with its worker and a label. */
    @Test
    public final void interaction_passesTheGateWithOwnerAndLabel() throws Exception {
        try (Stage<R> stage = stage("one")) {
            List<String> before = ShownRows.comparable(stage.observed());
            ContractWorker worker = stage.perform(this::act);
            resourceEnds(stage, worker);
            List<ContractGate.Passed> passed = stage.gate.passed();
            Expect.different(before, ShownRows.comparable(stage.observed()), "act(resource) changes what is observed");
            Expect.that(!passed.isEmpty(), "what a job does passes the gate, but nothing did");
            for (ContractGate.Passed each : passed) {
                Expect.that(
                        each.owner() == worker,
                        each.interaction().label() + " is owned by " + worker + ", not by " + each.owner());
                Expect.that(isOneLine(each.interaction().label()), "a label is one line: " + each.interaction());
                Expect.that(isOneLine(each.interaction().detail()), "a detail is one line: " + each.interaction());
            }
            Expect.that(
                    passed.stream().anyMatch(each -> each.reply().effect() == Effect.DURABLE),
                    "one of the replies says that something stays: " + passed);
            names(stage.observed().tables(), "one");
        }
    }

    /** A label holds no values, so it is the same in every run. */
    @Test
    public final void labels_areTheSameInEveryRun() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Snapshot given = stage.resource.capture();
            String first = labels(stage.deliver(this::act));
            stage.resource.endRun();
            stage.resource.restore(given);
            Expect.same(first, labels(stage.deliver(this::act)), "labels of the same delivery, run again");
        }
    }

    /** To look at a resource changes nothing. */
    @Test
    public final void observation_repeatsItself() throws Exception {
        try (Stage<R> stage = stage("one")) {
            stage.deliver(this::act);
            List<String> first = ShownRows.all(stage.observed());
            stage.resource.capture();
            Expect.same(first, ShownRows.all(stage.observed()), "observed once more");
        }
    }

    /** The world as it was given comes back. */
    @Test
    public final void restoration_bringsBackWhatWasGiven() throws Exception {
        try (Stage<R> stage = stage("one")) {
            List<String> given = ShownRows.all(stage.observed());
            Snapshot snapshot = stage.resource.capture();
            String memory = ShownRows.comparable(snapshot.memory()).toString();
            stage.deliver(this::act);
            stage.resource.endRun();
            Expect.same(
                    memory,
                    ShownRows.comparable(snapshot.memory()).toString(),
                    "the memory of a snapshot, when a job has acted");
            stage.resource.restore(snapshot);
            Expect.same(given, ShownRows.all(stage.observed()), "restored");
        }
    }

    /** So does every state in between, if the resource says that it restores any. */
    @Test
    public final void restoration_reachesAnySnapshotIfItSaysSo() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Snapshot first = stage.resource.capture();
            stage.deliver(this::act);
            List<String> once = ShownRows.all(stage.observed());
            Snapshot between = stage.resource.capture();
            stage.deliver(this::act);
            Expect.different(once, ShownRows.all(stage.observed()), "a second act(resource) shows another state");
            stage.resource.endRun();
            stage.resource.restore(first);
            if (stage.resource.restoresAny()) {
                stage.resource.restore(between);
                Expect.same(once, ShownRows.all(stage.observed()), "restored to the state after one delivery");
            }
        }
    }

    /** Everything that lived only as long as a worker ends with it. */
    @Test
    public final void deadWorker_leavesNothingThatLivedAsLongAsIt() throws Exception {
        try (Stage<R> stage = stage("one")) {
            List<String> before = ShownRows.comparable(stage.observed());
            ContractWorker worker = stage.perform(this::hold);
            holdsSomething(stage);
            worker.die();
            stage.resource.end(worker);
            Expect.same(
                    before,
                    ShownRows.comparable(stage.observed()),
                    "a worker that held something is dead, and has ended");
            stage.perform(this::hold);
            stage.resource.endRun();
        }
    }

    /** A run ends for living workers too. */
    @Test
    public final void endOfARun_endsWhatLivingWorkersHold() throws Exception {
        try (Stage<R> stage = stage("one")) {
            List<String> before = ShownRows.comparable(stage.observed());
            stage.perform(this::hold);
            holdsSomething(stage);
            stage.resource.endRun();
            Expect.same(
                    before,
                    ShownRows.comparable(stage.observed()),
                    "a run has ended, and a living worker held something");
            stage.perform(this::hold);
            stage.resource.endRun();
        }
    }

    /** Else the two tests above would look at nothing. */
    private static void holdsSomething(Stage<?> stage) {
        Expect.that(
                stage.gate.passed().stream().anyMatch(each -> each.reply().effect() == Effect.PENDING),
                "one of the replies to hold(resource) says that something is pending: " + stage.gate.passed());
    }

    /** A worker that dies before an effect has not had it. */
    @Test
    public final void crashBeforeAnEffect_changesNothing() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Snapshot given = stage.resource.capture();
            int effect = firstEffect(stage.deliver(this::act));
            stage.resource.endRun();
            stage.resource.restore(given);
            List<String> before = ShownRows.comparable(stage.observed());
            stage.crash(this::act, new ContractGate.Death(effect, false));
            Expect.same(before, ShownRows.comparable(stage.observed()), "a worker died before interaction " + effect);
            stage.resource.endRun();
        }
    }

    /** A worker that dies after an effect has had it. */
    @Test
    public final void crashAfterAnEffect_leavesIt() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Snapshot given = stage.resource.capture();
            List<String> before = ShownRows.comparable(stage.observed());
            int effect = firstEffect(stage.deliver(this::act));
            stage.resource.endRun();
            stage.resource.restore(given);
            stage.crash(this::act, new ContractGate.Death(effect, true));
            Expect.different(
                    before, ShownRows.comparable(stage.observed()), "a worker died after interaction " + effect);
            stage.resource.endRun();
        }
    }

    private static int firstEffect(List<ContractGate.Passed> passed) {
        for (int i = 0; i < passed.size(); i++) {
            if (passed.get(i).reply().effect() == Effect.DURABLE) {
                return i;
            }
        }
        throw new org.opentest4j.AssertionFailedError("no reply says that something stays: " + passed);
    }

    /** After {@code close} no gate hears of anything. */
    @Test
    public final void closedOne_passesNoGate() throws Exception {
        Stage<R> stage = stage("one");
        stage.close();
        stage.gate.actFor(new ContractWorker("D1"), null);
        try {
            act(stage.resource);
        } catch (Exception | AssertionError refused) {
            // it may refuse calls outside an exploration
        }
        Expect.that(stage.gate.passed().isEmpty(), "after close() nothing passes the gate, but " + stage.gate.passed());
    }

    /** The remarks of a certificate on it are single lines. */
    @Test
    public final void remarks_areOneLineEach() throws Exception {
        try (Stage<R> stage = stage("one")) {
            stage.deliver(this::act);
            for (String remark : stage.resource.remarks()) {
                Expect.that(isOneLine(remark), "a remark is one line that says something: \"" + remark + "\"");
            }
            Expect.that(
                    isOneLine(stage.resource.kind()), "a kind is one word or more: \"" + stage.resource.kind() + "\"");
        }
    }

    /** Two of them in one world have nothing in common. */
    @Test
    public final void twoOfAKind_doNotMix() throws Exception {
        try (Stage<R> one = stage("one");
                Stage<R> two = stage("two")) {
            List<String> before = ShownRows.all(two.observed());
            one.deliver(this::act);
            Expect.same(before, ShownRows.all(two.observed()), "one was acted on, and the other one shows");
            Expect.that(
                    two.gate.passed().isEmpty(),
                    "one was acted on, and this passed the gate of the other: " + two.gate.passed());
            names(one.observed().tables(), "one");
            names(two.observed().tables(), "two");
        }
    }

    private static void resourceEnds(Stage<?> stage, ContractWorker worker) {
        stage.resource.end(worker);
    }

    private static void names(List<Table> tables, String name) {
        tables.forEach(
                table -> Expect.same(name, table.resource(), "the table " + table.name() + " names its resource"));
    }

    private static boolean isOneLine(String text) {
        return !text.isBlank() && text.lines().count() == 1 && text.equals(text.strip());
    }
}
