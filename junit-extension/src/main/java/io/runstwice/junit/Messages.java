package io.runstwice.junit;

import io.runstwice.Tier;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** The messages of this module about wrong use: the element, the requirement, the way out. */
final class Messages {

    /** Said of a test that was selected by its number, when the job no longer does so much. */
    static final String POINT_GONE = "this point is gone; run the whole method";

    private static final String FRESH = "`tier = CLASSLOADER` of `@RunsTwiceSafely` needs ";

    private Messages() {}

    static String nothingWatched(Class<?> tests) {
        return "`@RunsTwiceSafely` needs at least one `@Watched` resource, but `" + tests.getSimpleName()
                + "` has none. Declare the database or service that the job changes.";
    }

    static String noResource(Field field) {
        return "`@Watched` needs a resource, but `" + name(field) + "` is a `"
                + field.getType().getSimpleName()
                + "`. Watch it through `Database`, `HttpService` or `Effects`, or implement `Resource`.";
    }

    static String contractOfNothing(Field field) {
        return "`of` and `recordedIn` of `@Watched` say more of a contract, but `" + name(field)
                + "` declares none there. Add `contract = …`, or declare them where the resource is made.";
    }

    static String promisesNothing(Field field) {
        return "`contract` of `@Watched` needs a resource that takes one, but `" + name(field) + "` is a `"
                + field.getType().getSimpleName()
                + "`. Let it implement `Promising`.";
    }

    static String isNull(Field field) {
        return "`@Watched` needs a resource, but `" + name(field)
                + "` is null when the test begins. Initialize it where it is declared; what it needs can come later, through a supplier:"
                + " `Database.watching(() -> dataSource)`.";
    }

    static String sameName(Field one, Field other) {
        return "`@Watched` fields need different names, because stories call a resource by its field, but there are `"
                + name(one) + "` and `" + name(other) + "`. Rename one of them.";
    }

    static String sameResource(Field one, Field other) {
        return "`@Watched` needs a resource of its own for each field, but `" + name(one) + "` and `" + name(other)
                + "` hold the same one. Watch it once.";
    }

    static String noDuration(String attribute, String text) {
        return "`" + attribute
                + "` of `@RunsTwiceSafely` needs a positive duration such as \"25 hours\", \"25h\" or \"PT25H\""
                + " (units: ms, s, min, h, d), but is \"" + text + "\". Write it in one of these forms.";
    }

    static String tooFewSchedules(int schedules) {
        return "`schedules` of `@RunsTwiceSafely` needs to be at least 1, but is " + schedules
                + ". Leave it out for the default of 5,000.";
    }

    static String shutdownOfThreads(Tier tier) {
        return "`shutdowns` of `@RunsTwiceSafely` needs `tier = PROCESS`, but the tier is " + tier
                + ", where a delivery has no process that could be told to end. Add `tier = Tier.PROCESS`, or leave `shutdowns` out.";
    }

    static String unfit(@Nullable String what) {
        return "`@RunsTwiceSafely` has an attribute that cannot be: " + what + ". Leave it out for the default.";
    }

    static String openedEarly(Field field) {
        return FRESH + "`@Watched` fields that open nothing when their class is loaded, but `" + name(field)
                + "` was given a data source that existed already, and each delivery would create another one."
                + " Give it a supplier, which no delivery calls: `Database.watching(() -> dataSource)`.";
    }

    static String watchedInInterface(Field field) {
        return FRESH + "`@Watched` fields that are declared in classes, but `" + name(field)
                + "` is declared in an interface, where it cannot be replaced. Declare it in a class.";
    }

    static String capturedField(Field field) {
        return FRESH
                + "a body that captures nothing but `@Watched` fields, because each delivery makes the test class anew without its"
                + " lifecycle methods, and then `" + name(field)
                + "` holds something else. Give it a fixed value where it is declared,"
                + " or explore a class: `RunsTwice.job(JobClass.class)`.";
    }

    static String capturedArgument(String method, String type) {
        return FRESH + "a body that captures nothing but `@Watched` fields, but `" + method
                + "` has a parameter of type `" + type
                + "`, whose class each delivery has of its own. Remove it, or explore a class: `RunsTwice.job(JobClass.class)`.";
    }

    static String argumentInFork(String method, String type) {
        return "`tier = PROCESS` of `@RunsTwiceSafely` needs a body without parameters but `Delivery`, but `" + method
                + "` has one of type `" + type + "`, and nothing else reaches another process. Remove it.";
    }

    static String constructorWithParameters(Class<?> tests) {
        return FRESH + "a test class with a constructor without parameters, because each delivery makes it anew, but `"
                + tests.getSimpleName() + "` has none. Add one, or explore a class: `RunsTwice.job(JobClass.class)`.";
    }

    static String notMadeAnew(Class<?> tests, Throwable failure) {
        return FRESH + "a test class that can be loaded once more, but `" + tests.getSimpleName() + "` cannot: "
                + failure
                + ". Let it open nothing when it is loaded, or explore a class: `RunsTwice.job(JobClass.class)`.";
    }

    static String alone(String annotation, String method) {
        return "`@" + annotation + "` needs `@RunsTwiceSafely` beside it, but `" + method + "` has none. Add it.";
    }

    static String replayAndReproduces(String method) {
        return "`@Replay` runs one schedule and `@Reproduces` those that fit a report, but `" + method
                + "` has both. Remove one of the two.";
    }

    static String reproducesNothing(String method) {
        return "`@Reproduces` needs at least one incident report, but `" + method + "` names none. Name a file.";
    }

    static String noReport(String file, String alsoLooked) {
        return "`@Reproduces` needs an incident report, but there is no `" + file
                + "`: not on the class path, and not at " + alsoLooked
                + ". Put it into src/test/resources, or name it from the directory in which tests run.";
    }

    static String anotherTestAnnotation(String method, String annotation) {
        return "`@RunsTwiceSafely` makes `" + method + "` a test by itself, but there is `@" + annotation
                + "` beside it. Remove one of the two.";
    }

    static String concurrent(String method) {
        return "`@RunsTwiceSafely` needs its tests to run one after another, because they share the world, but `"
                + method + "` is `@Execution(CONCURRENT)`. Remove that; test classes may still run in parallel.";
    }

    static String openTransaction(String method) {
        return "`@RunsTwiceSafely` needs a test without a transaction, but `" + method
                + "` runs inside one (`@Transactional`?), and no worker could see what it holds. Remove `@Transactional`"
                + " from the test: the world is put back without it.";
    }

    static String deliveryElsewhere(String where) {
        return "`Delivery` needs to be a parameter of the `@RunsTwiceSafely` method, but `" + where
                + "` asks for it, where nothing is delivered. Remove the parameter.";
    }

    static String sameViolation(String node, String schedule) {
        String quoted = schedule.replace("\\", "\\\\").replace("\"", "\\\"");
        return "same violation as \"" + node + "\"; replay @Replay(\"" + quoted + "\")";
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }
}
