package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.schedule.Schedule;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * A lock that is let go is granted at once, while the worker that let go has not even heard of it: the order stays the
 * same each time.
 */
class GrantedLockTests {

    private final Padlock padlock = new Padlock();
    private final Notebook notebook = new Notebook();
    private final RunEnvironment environment = new RunEnvironment();
    private final List<String> memory = new CopyOnWriteArrayList<>();

    private Run run(String schedule) {
        World world = new World(Map.of("padlock", padlock, "notebook", notebook));
        world.open(environment::gate);
        return new Runner(environment, world, Workload.of(this::job), Duration.ofSeconds(5), Duration.ofHours(1))
                .run(Schedule.parse(schedule));
    }

    private void job(Attempt attempt) {
        padlock.lock();
        memory.add(attempt.number() + " has it");
        padlock.unlock();
        memory.add(attempt.number() + " let go");
        notebook.write("after");
    }

    @Test
    void lockGrantedBeforeItsReleaseIsKnown_isGotAfterIt() {
        Run run = run("D1 pause before padlock unlock #1; copy D2; D1");

        assertThat(OverlapTests.order(run))
                .containsExactly(
                        "D1 lock",
                        "D2 waits for [D1]",
                        "D1 unlock",
                        "D2 lock",
                        "D1 write after",
                        "D1 Acknowledged",
                        "D2 unlock",
                        "D2 write after",
                        "D2 Acknowledged");
    }

    @Test
    void whoeverIsGrantedALock_computesWhenWhoeverLetGoStandsStill() {
        run("D1 pause before padlock unlock #1; copy D2; D1");

        assertThat(memory).containsExactly("1 has it", "1 let go", "2 has it", "2 let go");
    }
}
