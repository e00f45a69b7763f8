package io.runstwice.tier;

import io.runstwice.Job;
import io.runstwice.Tier;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A job that is a class: every delivery makes an object of it.
 *
 * @param type it
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public record JobClass(Class<? extends Job> type) implements JobFactory {

    /** Refuses a class of which no object can be made by its name. */
    public JobClass {
        if (type.isHidden() || type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw unfit(type);
        }
        constructor(type);
    }

    @Override
    public Job in(Tier tier, Map<String, Resource> resources, Set<String> shared) {
        return switch (tier) {
            case THREAD -> delivery -> instance(type).perform(delivery);
            case PROCESS -> new ForkedJob(JobTask.class.getName(), List.of(type.getName()));
            case CLASSLOADER ->
                fresh(FreshClasses.beneath(type.getClassLoader(), resources.values())
                        .sharing(shared));
        };
    }

    private Job fresh(FreshClasses classes) {
        classes.mustBeFresh(type);
        return new FreshJob(classes, (loader, delivery) -> instance(
                        Class.forName(type.getName(), true, loader).asSubclass(Job.class))
                .perform(delivery));
    }

    static Job instance(Class<? extends Job> of) throws Exception {
        try {
            return constructor(of).newInstance();
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Exception exception) {
                throw exception;
            } else if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }

    private static Constructor<? extends Job> constructor(Class<? extends Job> of) {
        try {
            Constructor<? extends Job> constructor = of.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException | RuntimeException none) {
            throw unfit(of);
        }
    }

    private static Misuse unfit(Class<?> type) {
        return new Misuse(
                "a job that is named by its class needs a constructor without parameters, so that every delivery can make an"
                        + " object of it, but " + type.getName()
                        + " has none that can be called. Make it a static or top-level class;"
                        + " it gets its resources from the delivery: delivery.watched(\"db\", Database.class)");
    }
}
