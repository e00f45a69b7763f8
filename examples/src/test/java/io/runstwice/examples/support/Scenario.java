package io.runstwice.examples.support;

import io.runstwice.Actor;
import io.runstwice.Bounds;
import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.Job;
import io.runstwice.Reproduction;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.incident.IncidentReport;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Resource;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One exploration of an example.
 *
 * @param name how reports call the job
 * @param job one delivery
 * @param given what makes the world ready
 * @param world the resources by name
 * @param actors who acts beside it, by name
 * @param bounds what to exhaust
 */
public record Scenario(
        String name,
        Job job,
        RunsTwice.Setup given,
        Map<String, Resource> world,
        Map<String, Actor> actors,
        Bounds bounds) {

    public Scenario {
        world = Collections.unmodifiableMap(new TreeMap<>(world));
        actors = Collections.unmodifiableMap(new LinkedHashMap<>(actors));
    }

    /** Within the standard bounds. */
    public Scenario(String name, Job job, RunsTwice.Setup given, Map<String, Resource> world) {
        this(name, job, given, world, Map.of(), Bounds.standard());
    }

    /** The same with redeliveries that come later. */
    public Scenario redeliveredWithin(Duration time) {
        return within(bounds.redeliveredWithin(time));
    }

    /** The same with workers that are killed when they have lived so long. */
    public Scenario killedAfter(Duration time) {
        return within(bounds.killedAfter(time));
    }

    /** The same with so many schedules at most. */
    public Scenario schedules(int most) {
        return within(bounds.schedules(most));
    }

    /** The same with so many copies of the message at once. */
    public Scenario copies(int many) {
        return within(bounds.copies(many));
    }

    /** The same with so many preemptions at most. */
    public Scenario preemptions(int most) {
        return within(bounds.preemptions(most));
    }

    /** The same without deliveries that overlap. */
    public Scenario oneAtATime() {
        return within(bounds.oneAtATime());
    }

    /** The same with an actor beside the job. */
    public Scenario alongside(String as, Actor actor) {
        Map<String, Actor> more = new LinkedHashMap<>(actors);
        more.put(as, actor);
        return new Scenario(name, job, given, world, more, bounds);
    }

    private Scenario within(Bounds other) {
        return new Scenario(name, job, given, world, actors, other);
    }

    public Verdict explore() {
        return described().explore();
    }

    /** Takes a guard of the job away. */
    public GuardVerdict withoutGuard(Guard guard) {
        return described().withoutGuard(guard);
    }

    /** Runs the one schedule that a report names. */
    public Verdict replay(String schedule) {
        return described().replay(Schedule.parse(schedule)).explore();
    }

    /** Runs what fits an incident report. */
    public Reproduction reproduce(IncidentReport report) {
        return described().reproduce(report);
    }

    private RunsTwice described() {
        RunsTwice exploration = RunsTwice.job(name, job).given(given).within(bounds);
        world.forEach(exploration::watching);
        actors.forEach(exploration::alongside);
        return exploration;
    }

    @Override
    public String toString() {
        return name + " within " + bounds.redeliveredWithin();
    }
}
