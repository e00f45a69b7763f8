package io.runstwice.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * All watched resources together, by name, in the order in which the test declared them.
 *
 * @param resources by the name that stories use
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record World(Map<String, Resource> resources) {

    /** The snapshots of all resources, by name. */
    public record Capture(Map<String, Snapshot> snapshots) {

        public Capture {
            snapshots = Map.copyOf(snapshots);
        }

        /** The part of the capture that can influence a later delivery. */
        public State memory() {
            return snapshots.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> entry.getValue().memory())
                    .reduce(State.empty(), State::and);
        }
    }

    public World {
        resources = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    /** Opens every resource, or none: if one refuses, those before it are closed again. */
    public void open(Function<String, Gate> gates) {
        Deque<Resource> opened = new ArrayDeque<>();
        try {
            resources.forEach((name, resource) -> {
                resource.open(name, gates.apply(name));
                opened.push(resource);
            });
        } catch (RuntimeException | Error refusal) {
            opened.forEach(Resource::close);
            throw refusal;
        }
    }

    /** Closes every resource, also when one of them fails to. */
    public void close() {
        RuntimeException first = null;
        for (Resource resource : resources.values()) {
            try {
                resource.close();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Captures every resource, so that it can be put back to its present state. */
    public Capture capture() {
        Map<String, Snapshot> snapshots = new LinkedHashMap<>();
        all().each("tell its state", (name, resource) -> snapshots.put(name, resource.capture()));
        return new Capture(snapshots);
    }

    /** Puts every resource back to where it was at the capture. */
    public void restore(Capture capture) {
        restore(capture, Duration.ZERO);
    }

    /**
     * Puts every resource back to the capture, some time after the world was given.
     *
     * @param laid how much later given times lie than when they were given
     */
    public void restore(Capture capture, Duration laid) {
        all().each(
                        "be put back",
                        Ages.class,
                        (name, able) -> able.restore(capture.snapshots().get(name), laid));
    }

    /** Whether every resource can be put back to any capture, not only to the first. */
    public boolean restoresAny() {
        return resources.values().stream().allMatch(Resource::restoresAny);
    }

    /** The state of all resources, as far as it counts when runs are compared. */
    public State observe() {
        List<State> states = new ArrayList<>();
        all().each("tell its state", (name, resource) -> states.add(resource.observe()));
        return states.stream().reduce(State.empty(), State::and);
    }

    /** Tells every resource that the delivery of this worker has ended. */
    public void end(Worker worker) {
        all().each("end the sessions of " + worker.name(), (name, resource) -> resource.end(worker));
    }

    /** The wait of a worker's running call in this resource, if it waits. */
    public Optional<Wait> waits(String resource, Worker worker) {
        return resources.containsKey(resource)
                ? EachResource.attempt(
                        resource, "tell whom " + worker.name() + " waits for", () -> all().able(Blocks.class, resource)
                                .waits(worker))
                : Optional.empty();
    }

    /** Why a resource cannot tell whom a worker waits for; an empty text if it can. */
    public String blindSpot(String resource) {
        return resources.containsKey(resource)
                ? all().able(Blocks.class, resource).blindSpot()
                : "";
    }

    /** Why resources cannot tell whom workers wait for; an empty text if all can. */
    public String blindSpots() {
        return all().able(Blocks.class)
                .map(Blocks::blindSpot)
                .filter(blindSpot -> !blindSpot.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Chooses this worker to be refused if its next interaction closes a cycle of waits. */
    public void sacrifice(Worker worker) {
        all().each("choose who ends a deadlock", Blocks.class, (name, able) -> able.sacrifice(worker));
    }

    /** Tells every resource that the run has ended. */
    public void endRun() {
        all().each("end the sessions of a run", (name, resource) -> resource.endRun());
    }

    /** Lets time pass in every resource. */
    public void pass(Duration time) {
        all().each("let time go by", Ages.class, (name, able) -> able.pass(time));
    }

    /** Lets every resource age the rows that could not age while a worker held them. */
    public void catchUp() {
        all().each("let time go by", Ages.class, (name, able) -> able.catchUp());
    }

    /** Tells every resource which clock the job writes with, by its name; nothing is known of one that is missing. */
    public void writtenWith(Map<String, Clocks> clocks) {
        all().each(
                        "hear of clocks",
                        Clocked.class,
                        (name, able) -> able.writtenWith(clocks.getOrDefault(name, Clocks.UNKNOWN)));
    }

    /**
     * The columns that the job writes with one clock and reads with the other: the name of a resource, and a column of
     * it.
     */
    public Set<String> ofTwoClocks() {
        Set<String> all = new TreeSet<>();
        resources.keySet().forEach(name -> all().able(Clocked.class, name)
                .ofTwoClocks()
                .forEach(column -> all.add(name + " " + column)));
        return all;
    }

    /**
     * Shifts the now that workers ask every resource for, in the words of the resource, by this much until the next
     * call.
     */
    public void showNow(Duration ahead) {
        all().each("show another now", SaysNow.class, (name, able) -> able.showNow(ahead));
    }

    /** Whether workers have asked any resource to make a text or a number of now. */
    public boolean saysNowInWords() {
        return all().able(SaysNow.class).anyMatch(SaysNow::saysNowInWords);
    }

    /** By how much statements that make a text or a number of now see a later one, where they do. */
    public Set<Duration> nowInWords() {
        return all().able(SaysNow.class)
                .map(SaysNow::nowInWords)
                .filter(later -> !later.isZero())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Lets every resource learn from what baselines left; whether any of them shows its state in another way from now
     * on.
     */
    public boolean learn(State given, List<State> left) {
        boolean news = false;
        for (Draws able : all().able(Draws.class).toList()) {
            news |= able.learn(given, left);
        }
        return news;
    }

    /**
     * A run took another path than it should have: lets every resource remove causes. Whether any of them did something
     * that may help.
     */
    public boolean steady() {
        boolean news = false;
        for (Draws able : all().able(Draws.class).toList()) {
            news |= able.steady();
        }
        return news;
    }

    /** Makes every resource draw other generated values from now on. */
    public void perturb() {
        all().each("draw other values", Draws.class, (name, able) -> able.perturb());
    }

    /** The declarations of the test about each resource. */
    public Map<String, Promise> promises() {
        Map<String, Promise> promises = new LinkedHashMap<>();
        resources.forEach((name, resource) ->
                promises.put(name, promising(resource).map(Promising::promise).orElse(Promise.EXACTLY_ONCE)));
        return promises;
    }

    /**
     * This resource, if a test can declare its contract; empty for a resource that promises exactly once, and nothing
     * else.
     */
    public static Optional<Promising> promising(Resource resource) {
        return Optional.of(resource).filter(Promising.class::isInstance).map(Promising.class::cast);
    }

    /** The remarks of a certificate on each resource. */
    public Map<String, List<String>> remarks() {
        Map<String, List<String>> remarks = new LinkedHashMap<>();
        resources.forEach((name, resource) -> remarks.put(name, resource.remarks()));
        return remarks;
    }

    /** The resources that recognise no keys. */
    public Set<String> keyless() {
        return all().those(Keyed.class, able -> !able.recognisesKeys());
    }

    /** The resources from which a worker can be cut off by a real network. */
    public Set<String> linked() {
        return all().those(Linked.class, Linked::isLinked);
    }

    /** Whether a resource opens what it watches only at the first use. */
    public boolean opensLate(String resource) {
        return !all().able(Eager.class, resource).isEager();
    }

    /**
     * The stub of each resource, for the process of a delivery.
     *
     * @throws Misuse if one of them cannot be used from another process
     */
    public Map<String, Stub> stubs() {
        Map<String, Stub> stubs = new LinkedHashMap<>();
        resources
                .keySet()
                .forEach(name -> stubs.put(name, all().able(Remote.class, name).stub()));
        return stubs;
    }

    /** The answer of a resource to its stub in the process of a worker. */
    public String asked(String resource, Worker worker, List<String> words) {
        return all().able(Remote.class, resource).asked(worker, words);
    }

    /**
     * Prepares to take a guard away.
     *
     * @throws Misuse if the resource has no such guard
     */
    public Removal removal(String resource, Safeguard guard) {
        return all().able(Guarded.class, resource).removal(guard);
    }

    /**
     * The resource of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Resource mustHave(String resource) {
        return all().mustHave(resource);
    }

    private EachResource all() {
        return new EachResource(resources);
    }
}
