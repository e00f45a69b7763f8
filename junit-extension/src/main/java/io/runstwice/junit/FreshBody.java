package io.runstwice.junit;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.tier.FreshClasses;
import io.runstwice.tier.FreshJob;
import io.runstwice.world.Misuse;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The body of the test method, whose class is loaded and instantiated anew for each delivery, without its lifecycle
 * methods.
 *
 * @param body as JUnit would call it
 * @param instances how the test instances are made
 */
record FreshBody(TestBody body, FreshInstances instances) implements FreshJob.Entry {

    /**
     * The job, after one instance was made on trial.
     *
     * @throws Misuse if the body can use what a delivery does not have
     */
    static Job of(TestBody body, ExtensionContext context) {
        Trial trial = trial(body, context);
        return new FreshJob(trial.classes(), trial.body());
    }

    /** A body that has been made anew once. */
    private record Trial(FreshClasses classes, FreshBody body) {}

    /** The test class and those that it is nested in, after one instance was made on trial. */
    static List<Class<?>> tried(TestBody body, ExtensionContext context) {
        return trial(body, context).body().instances().tests();
    }

    private static Trial trial(TestBody body, ExtensionContext context) {
        List<Class<?>> tests = RunsTwiceExtension.classes(context);
        List<Object> here = Instances.of(context);
        WatchedFields fields = WatchedFields.of(tests);
        fields.mustOpenLate(here);
        FreshClasses classes = classes(fields, here, tests, context);
        tests.forEach(classes::mustBeFresh);
        refuseArguments(body, classes);
        FreshInstances instances = new FreshInstances(tests, fields, fields.read(here));
        new CapturedFields(classes, fields).refuse(tests, here, instances.onTrial(classes.open()));
        return new Trial(classes, new FreshBody(body, instances));
    }

    /** Kept for all tests of the method, so that the class path is read once. */
    private static FreshClasses classes(
            WatchedFields fields, List<Object> here, List<Class<?>> tests, ExtensionContext context) {
        ExtensionContext.Store store =
                context.getParent().orElse(context).getStore(ExtensionContext.Namespace.create(FreshBody.class));
        FreshClasses known = store.get(FreshClasses.class, FreshClasses.class);
        if (known != null) {
            return known;
        }
        ClassLoader loader = tests.get(tests.size() - 1).getClassLoader();
        FreshClasses made = FreshClasses.beneath(loader, fields.read(here).values(), RunsTwiceSafely.class)
                .sharing(TestedMethod.of(context).sharing());
        fields.watched().forEach(each -> made.replacing(each.field()));
        store.put(FreshClasses.class, made);
        return made;
    }

    private static void refuseArguments(TestBody body, FreshClasses classes) {
        Class<?>[] types = body.method().getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            Object argument = body.arguments().get(i);
            if (argument != null && !classes.shares(argument.getClass())) {
                throw new Misuse(Messages.capturedArgument(body.method().getName(), types[i].getSimpleName()));
            }
        }
    }

    @Override
    public void perform(ClassLoader fresh, Delivery delivery) throws Exception {
        List<Object> made = instances.in(fresh);
        Class<?>[] types = body.method().getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            types[i] = types[i].isPrimitive() ? types[i] : Class.forName(types[i].getName(), false, fresh);
        }
        Method own = Class.forName(body.method().getDeclaringClass().getName(), true, fresh)
                .getDeclaredMethod(body.method().getName(), types);
        new TestBody(own, made.get(made.size() - 1), body.arguments()).perform(delivery);
    }
}
