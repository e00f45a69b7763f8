package io.runstwice.junit.contract;

import io.runstwice.fork.Stubs;
import io.runstwice.world.Ages;
import io.runstwice.world.Blocks;
import io.runstwice.world.Contract;
import io.runstwice.world.Draws;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Line;
import io.runstwice.world.Misuse;
import io.runstwice.world.Promising;
import io.runstwice.world.Remote;
import io.runstwice.world.Removal;
import io.runstwice.world.Resource;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Snapshot;
import io.runstwice.world.Stub;
import io.runstwice.world.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of the abilities of a resource, as tests. A test of an ability that the resource does not have is
 * skipped.
 *
 * @param <R> the resource
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public abstract class AbilityContract<R extends Resource> extends ResourceSubject<R> {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMillis(20);
    private static final int STEPS = 500;

    /** For {@link ResourceContract}. */
    protected AbilityContract() {}

    private static <A> A able(Class<A> ability, Resource resource) {
        if (!ability.isInstance(resource)) {
            throw Expect.nothing(resource.getClass().getSimpleName() + " is not " + ability.getSimpleName());
        }
        return ability.cast(resource);
    }

    /** {@code Ages}: times grow older by exactly the time that passes. */
    @Test
    public final void timePasses_movesTimesBackByAsMuch() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Ages ages = able(Ages.class, stage.resource);
            stage.deliver(this::act);
            Instant before = time(stage.resource);
            stage.gate.pass(HOUR);
            ages.pass(HOUR);
            ages.catchUp();
            Expect.same(before.minus(HOUR), time(stage.resource), "after one hour");
        }
    }

    /** {@code Ages}: a restoration some time later lays times as much later. */
    @Test
    public final void restorationLater_laysTimesAsMuchLater() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Ages ages = able(Ages.class, stage.resource);
            stage.deliver(this::act);
            Instant before = time(stage.resource);
            Snapshot snapshot = stage.resource.capture();
            ages.restore(snapshot, HOUR);
            Instant laid = time(stage.resource);
            Expect.that(
                    laid.equals(before) || laid.equals(before.plus(HOUR)),
                    "laid one hour later, a time that goes with the machine's clock is one hour later, and another one is the same, but "
                            + before + " became " + laid);
            ages.restore(snapshot, Duration.ZERO);
            Expect.same(before, time(stage.resource), "laid at once");
        }
    }

    /**
     * {@code Blocks}: a worker that waits is reported, with the worker that holds the lock. No worker is reported
     * before or afterwards.
     */
    @Test
    public final void wait_namesTheHolder() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Blocks blocks = able(Blocks.class, stage.resource);
            ContractWorker holder = stage.perform(this::hold);
            Expect.same(Optional.empty(), blocks.waits(holder), "a worker that holds the lock does not wait");
            Stage.Delivery second = stage.begin(this::hold, null);
            Wait wait = awaited(blocks, second);
            Expect.that(
                    wait.holders().stream().anyMatch(worker -> worker.name().equals(holder.name())),
                    "a wait names the worker that holds, " + holder.name() + ", but named " + wait.holders());
            Expect.that(!wait.lock().isBlank(), "a wait says what is waited for");
            holder.die();
            stage.resource.end(holder);
            Expect.that(
                    second.endsWithin(STEP.multipliedBy(STEPS)),
                    "a worker that waits goes on when the holder has ended");
            Expect.same(Optional.empty(), blocks.waits(second.worker()), "a worker that goes on waits no longer");
            stage.resource.endRun();
        }
    }

    private static Wait awaited(Blocks blocks, Stage.Delivery second) {
        for (int i = 0; i < STEPS; i++) {
            Optional<Wait> wait = blocks.waits(second.worker());
            if (wait.isPresent()) {
                return wait.get();
            } else if (second.endsWithin(STEP)) {
                throw new AssertionFailedError(
                        "two workers hold the same at once, so neither waits: let hold(resource) claim what only one can have");
            }
        }
        throw new AssertionFailedError("a worker waits for another one, but waits(worker) never said so");
    }

    /** {@code Draws}: that other values are drawn from now on changes nothing that is there. */
    @Test
    public final void perturbation_changesNothingThatIsThere() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Draws draws = able(Draws.class, stage.resource);
            stage.deliver(this::act);
            List<String> before = ShownRows.all(stage.observed());
            draws.perturb();
            Expect.same(before, ShownRows.all(stage.observed()), "after perturb()");
        }
    }

    /** {@code Guarded}: taken away and put back, everything is as it was, and the job finds the guard again. */
    @Test
    public final void guardPutBack_everythingIsAsItWas() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Guarded guarded = able(Guarded.class, stage.resource);
            Expect.that(!guards().isEmpty(), "a guarded resource has a guard");
            for (Safeguard guard : guards()) {
                Snapshot given = stage.resource.capture();
                stage.deliver(this::act);
                stage.deliver(this::act);
                List<String> with = ShownRows.comparable(stage.observed());
                stage.resource.restore(given);
                List<String> before = ShownRows.all(stage.observed());
                Removal removal = guarded.removal(guard);
                Expect.that(!removal.isMet(), "no worker has met with the removal of " + guard + " before it began");
                Expect.that(
                        !removal.unmet().isBlank(), "a removal says what had to happen for a delivery to meet with it");
                removal.begin();
                removal.close();
                removal.close();
                Expect.same(before, ShownRows.all(stage.observed()), guard + " was taken away and put back");
                stage.deliver(this::act);
                stage.deliver(this::act);
                Expect.same(with, ShownRows.comparable(stage.observed()), guard + " is back, and a job acted");
                stage.resource.restore(given);
            }
        }
    }

    /** {@code Guarded}: a guard that it has not is a {@link Misuse}, not a removal of nothing. */
    @Test
    public final void guardThatIsNotThere_isMisuse() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Guarded guarded = able(Guarded.class, stage.resource);
            Safeguard unknown = new Safeguard(Safeguard.Form.OWN, "a guard that no resource has");
            try (Removal removal = guarded.removal(unknown)) {
                throw new AssertionFailedError("a guard that the resource does not have was removed: " + removal);
            } catch (Misuse refused) {
                Expect.that(refused.getMessage().contains(unknown.name()), "the refusal names the guard: " + refused);
            }
        }
    }

    /** {@code Remote}: what a job does with its stub, the resource shows as if it had been done here. */
    @Test
    public final void stub_actsAsTheResource() throws Exception {
        try (Stage<R> stage = stage("one")) {
            Remote remote = able(Remote.class, stage.resource);
            Stub stub = described(remote);
            Snapshot given = stage.resource.capture();
            String here = labels(stage.deliver(this::act));
            List<String> done = ShownRows.comparable(stage.observed());
            stage.resource.restore(given);
            String there = labels(stage.deliver(resource -> act(made(stub, stage, remote))));
            Expect.same(done, ShownRows.comparable(stage.observed()), "what a job did with the stub");
            Expect.same(here, there, "what passed the gate for the stub");
        }
    }

    private static Stub described(Remote remote) {
        try {
            return remote.stub();
        } catch (Misuse refused) {
            throw Expect.nothing("as it was declared it has no stub: " + refused.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private R made(Stub stub, Stage<R> stage, Remote remote) throws Exception {
        ContractWorker worker = (ContractWorker) stage.gate.owner(null);
        return (R) Stubs.make(stub, new Line() {
            @Override
            public Gate gate() {
                return stage.gate;
            }

            @Override
            public String ask(String... words) {
                return remote.asked(worker, List.of(words));
            }

            @Override
            public void tell(String... words) {
                remote.asked(worker, List.of(words));
            }
        });
    }

    /**
     * {@code Promising}: a contract that is declared from outside is promised, and refused while an exploration runs.
     */
    @Test
    public final void contractFromOutside_isPromisedUntilItIsExplored() throws Exception {
        R resource = create();
        Promising promising = able(Promising.class, resource);
        promising.promise(Contract.AT_MOST_ONCE, List.of(), List.of());
        Expect.same(Contract.AT_MOST_ONCE, promising.promise().contract(), "what was declared of all of it");
        try (Stage<R> stage = new Stage<>(resource, "one")) {
            promising.promise(Contract.AT_LEAST_ONCE, List.of(), List.of());
            throw new AssertionFailedError(
                    "a contract was declared of " + stage.resource.kind() + " while it was explored");
        } catch (Misuse refused) {
            Expect.same(Contract.AT_MOST_ONCE, promising.promise().contract(), "what was declared before");
        }
    }

    static String labels(List<ContractGate.Passed> passed) {
        return passed.stream().map(each -> each.interaction().label()).collect(Collectors.joining(", "));
    }
}
