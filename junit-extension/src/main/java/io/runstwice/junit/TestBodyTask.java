package io.runstwice.junit;

import io.runstwice.Delivery;
import io.runstwice.fork.RemoteTask;
import io.runstwice.run.Attempt;
import io.runstwice.tier.FreshClasses;
import io.runstwice.world.Resource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * In a forked JVM: makes the test class, whose watched fields hold stubs, and calls the body. It is made by a loader of
 * its own, because what a static final field holds cannot be replaced otherwise.
 */
@SuppressWarnings("exports")
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestBodyTask implements RemoteTask {

    private static final int FIXED = 3;

    /** Made by its name. */
    public TestBodyTask() {}

    @Override
    public void run(Attempt attempt, Map<String, Resource> resources, List<String> words) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        List<Class<?>> tests = new ArrayList<>();
        for (String name : words.subList(FIXED, words.size())) {
            tests.add(Class.forName(name, false, loader));
        }
        WatchedFields fields = WatchedFields.of(tests);
        FreshClasses classes = FreshClasses.beneath(loader, resources.values(), RunsTwiceSafely.class);
        fields.watched().forEach(each -> classes.replacing(each.field()));
        ClassLoader fresh = classes.open();
        thread.setContextClassLoader(fresh);
        List<Object> made = new FreshInstances(tests, fields, resources).in(fresh);
        Delivery delivery = new Delivery(attempt, resources);
        Class<?>[] types = new Class<?>[Integer.parseInt(words.get(2))];
        Arrays.fill(types, Delivery.class);
        Method method = Class.forName(words.get(0), true, fresh).getDeclaredMethod(words.get(1), types);
        new TestBody(method, made.get(made.size() - 1), Collections.nCopies(types.length, delivery)).perform(delivery);
    }
}
