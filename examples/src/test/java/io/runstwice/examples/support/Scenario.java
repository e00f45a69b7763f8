package io.runstwice.examples.support;

import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Resource;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One exploration of an example.
 *
 * @param name how reports call the job
 * @param job one delivery
 * @param given what makes the world ready
 * @param world the resources by name
 * @param bounds what to exhaust
 */
public record Scenario(String name, Job job, RunsTwice.Setup given, Map<String, Resource> world, Bounds bounds) {

    public Scenario {
        world = Collections.unmodifiableMap(new TreeMap<>(world));
    }

    /** Within the standard bounds. */
    public Scenario(String name, Job job, RunsTwice.Setup given, Map<String, Resource> world) {
        this(name, job, given, world, Bounds.standard());
    }

    /** The same with redeliveries that come later. */
    public Scenario redeliveredWithin(Duration time) {
        return new Scenario(name, job, given, world, bounds.redeliveredWithin(time));
    }

    /** The same with so many schedules at most. */
    public Scenario schedules(int most) {
        return new Scenario(name, job, given, world, bounds.schedules(most));
    }

    public Verdict explore() {
        return described().explore();
    }

    /** Runs the one schedule that a report names. */
    public Verdict replay(String schedule) {
        return described().replay(Schedule.parse(schedule)).explore();
    }

    private RunsTwice described() {
        RunsTwice exploration = RunsTwice.job(name, job).given(given).within(bounds);
        world.forEach(exploration::watching);
        return exploration;
    }

    @Override
    public String toString() {
        return name + " within " + bounds.redeliveredWithin();
    }
}
