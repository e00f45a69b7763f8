package io.runstwice.world;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources of a world, asked one after the other.
 *
 * @param resources by name
 */
record EachResource(Map<String, Resource> resources) {

    /**
     * The resource of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    Resource mustHave(String resource) {
        Resource known = resources.get(resource);
        if (known == null) {
            throw new IllegalArgumentException("nothing is called " + resource);
        }
        return known;
    }

    /** The one place where abilities of resources are looked for. */
    <A> A able(Class<A> ability, String resource) {
        return Unsaid.or(ability, mustHave(resource));
    }

    <A> Stream<A> able(Class<A> ability) {
        return resources.values().stream().map(resource -> Unsaid.or(ability, resource));
    }

    <A> Set<String> those(Class<A> ability, Predicate<A> which) {
        return resources.keySet().stream()
                .filter(name -> which.test(able(ability, name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    <A> void each(String what, Class<A> ability, BiConsumer<String, A> action) {
        each(what, (name, resource) -> action.accept(name, Unsaid.or(ability, resource)));
    }

    /** Does something with every resource, also when one of them fails. */
    void each(String what, BiConsumer<String, Resource> action) {
        RuntimeException first = null;
        for (Map.Entry<String, Resource> one : resources.entrySet()) {
            try {
                attempt(one.getKey(), what, () -> {
                    action.accept(one.getKey(), one.getValue());
                    return one;
                });
            } catch (Misuse | ResourceFailure failure) {
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

    /** The one place where what a resource throws is told apart: a wrong declaration from what the job has broken. */
    static <T> T attempt(String resource, String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (Misuse | ResourceFailure known) {
            throw known;
        } catch (RuntimeException failure) {
            throw new ResourceFailure(resource + " could not " + what + ": " + failure, failure);
        }
    }
}
