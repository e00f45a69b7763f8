package io.runstwice.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The defaults of all abilities: answers in the place of a resource that lacks one. No other class knows these
 * defaults.
 *
 * @param resource the resource that lacks the ability
 */
record Unsaid(Resource resource)
        implements Ages, Blocks, Clocked, Draws, Eager, Guarded, Keyed, Linked, Remote, SaysNow {

    /** The ability of a resource, or what stands for it. */
    static <A> A or(Class<A> ability, Resource resource) {
        return ability.cast(ability.isInstance(resource) ? resource : new Unsaid(resource));
    }

    @Override
    public void pass(Duration time) {
        // it carries no time
    }

    @Override
    public void restore(Snapshot snapshot, Duration laid) {
        resource.restore(snapshot);
    }

    @Override
    public Optional<Wait> waits(Worker worker) {
        return Optional.empty();
    }

    @Override
    public void writtenWith(Clocks clocks) {
        // it looks at none
    }

    @Override
    public Set<String> ofTwoClocks() {
        return Set.of();
    }

    @Override
    public void perturb() {
        // it draws nothing
    }

    @Override
    public boolean isEager() {
        return false;
    }

    @Override
    public Removal removal(Safeguard guard) {
        throw guard.missingFrom(resource);
    }

    @Override
    public boolean recognisesKeys() {
        return true;
    }

    @Override
    public boolean isLinked() {
        return false;
    }

    @Override
    public Stub stub() {
        throw new Misuse("the tier PROCESS needs resources that can be used from another process, but \""
                + resource.kind() + "\" cannot (" + resource.getClass().getName()
                + "). Use the tier CLASSLOADER, or let it implement " + Remote.class.getName());
    }

    @Override
    public String asked(Worker worker, List<String> words) {
        throw new IllegalStateException(resource.kind() + " does not understand " + words);
    }

    @Override
    public void showNow(Duration ahead) {
        // no worker asks it for now
    }

    @Override
    public boolean saysNowInWords() {
        return false;
    }

    @Override
    public Duration nowInWords() {
        return Duration.ZERO;
    }
}
