package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.run.Run;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.run.Work;
import io.runstwice.run.Workload;
import io.runstwice.world.Resource;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The orders in which two copies of a message can take turns from one state, and nothing but them. */
public final class Orders implements AutoCloseable {

    private static final Bounds BOUNDS = Bounds.standard().schedules(100_000).guard(Duration.ofHours(1));

    private final RunEnvironment environment = new RunEnvironment();
    private final World world;
    private final World.Capture found;
    private final Runner runner;
    private final CheckedBaseline baseline;

    /**
     * Takes possession of the resources, and lets the job pass the gate.
     *
     * @throws RuntimeException if it does not
     */
    public Orders(Map<String, Resource> resources, RunsTwice.Setup given, Work job) throws Exception {
        world = new World(resources);
        world.open(environment::gate);
        found = world.capture();
        given.run();
        environment.begin();
        runner = new Runner(environment, world, Workload.of(job), BOUNDS.deliveryWithin(), BOUNDS.redeliveredWithin());
        try {
            baseline = new DeterminismCheck(runner, world).pass();
        } catch (RuntimeException unfit) {
            close();
            throw unfit;
        }
    }

    /** Every order but those that provably lead nowhere new. */
    public List<Run> reduced() {
        return runs(Reduction.full(), Integer.MAX_VALUE);
    }

    /** Every order there is, or so many of them. */
    public List<Run> unreduced(int most) {
        return runs(Reduction.none(), most);
    }

    private List<Run> runs(Reduction reduction, int most) {
        ExplorationContext context = new ExplorationContext(
                "job", world, environment, runner, baseline.ends(), BOUNDS, Deadline.in(BOUNDS.guard()));
        KnownFootprints footprints = new KnownFootprints();
        baseline.run().interactions(1).forEach(step -> footprints.add(Move.of(step, true)));
        Interleavings all = new Interleavings(context, runner.root(), Participants.copies(1, 2), footprints, reduction);
        List<Run> runs = new ArrayList<>();
        while (!all.isExhausted() && runs.size() < most) {
            runs.add(all.step());
        }
        return runs;
    }

    @Override
    public void close() {
        world.restore(found);
        world.close();
    }
}
