package io.runstwice.examples.support;

import io.runstwice.Actor;
import io.runstwice.Delivery;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Observation;
import io.runstwice.run.Attempt;
import io.runstwice.world.Gate;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the world looks like after one undisturbed delivery, and the judge that learnt it: the baselines of an
 * exploration, without the engine.
 *
 * @param judge exactly once, whatever the example declares
 * @param run a run that is right
 */
public record FinalState(Judge judge, Observation run) {

    private static final int BASELINES = 3;

    /** Runs a scenario's job alone, three times from the same state, the last time with other generated values. */
    public static FinalState of(Scenario scenario) throws Exception {
        World world = new World(scenario.world());
        world.open(name -> Gate.open());
        World.Capture empty = world.capture();
        try {
            scenario.given().run();
            return learn(scenario, world);
        } finally {
            world.restore(empty);
            world.close();
        }
    }

    private static FinalState learn(Scenario scenario, World world) throws Exception {
        State given = world.observe();
        World.Capture start = world.capture();
        List<Observation> baselines = new ArrayList<>();
        for (int i = 1; i <= BASELINES; i++) {
            world.restore(start);
            if (i == BASELINES) {
                world.perturb();
            }
            Instant begin = Instant.now();
            for (Actor actor : scenario.actors().values()) {
                actor.act(new OnlyActor());
            }
            scenario.job().perform(new Delivery(new OnlyAttempt(), world.resources()));
            baselines.add(new Observation(
                    world.observe(),
                    List.of(new Observation.Act(begin, Instant.now(), List.of(begin))),
                    Duration.ZERO));
            world.endRun();
        }
        return new FinalState(Judge.of(given, baselines, Map.of()), baselines.get(0));
    }

    private static final class OnlyActor implements Actor.Beside {

        @Override
        public void enqueue() {}

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }
    }

    private static final class OnlyAttempt implements Attempt {

        @Override
        public int number() {
            return 1;
        }

        @Override
        public boolean redelivered() {
            return false;
        }

        @Override
        public void enqueue() {
            throw new IllegalStateException("a delivery enqueues nothing");
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }
    }
}
