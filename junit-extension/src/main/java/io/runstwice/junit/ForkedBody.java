package io.runstwice.junit;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.tier.ForkedJob;
import io.runstwice.world.Misuse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The body of the test method in a process of its own, to which nothing crosses but the names of its class and method.
 */
final class ForkedBody {

    private ForkedBody() {}

    /**
     * The job, after one instance was made on trial here.
     *
     * @throws Misuse if the body can use what a delivery does not have
     */
    static Job of(TestBody body, ExtensionContext context) {
        Method method = body.method();
        refuseArguments(method);
        List<String> words = new ArrayList<>(List.of(
                method.getDeclaringClass().getName(), method.getName(), String.valueOf(method.getParameterCount())));
        FreshBody.tried(body, context).forEach(test -> words.add(test.getName()));
        return new ForkedJob(TestBodyTask.class.getName(), words);
    }

    private static void refuseArguments(Method method) {
        Arrays.stream(method.getParameterTypes())
                .filter(type -> type != Delivery.class)
                .findFirst()
                .ifPresent(type -> {
                    throw new Misuse(Messages.argumentInFork(method.getName(), type.getSimpleName()));
                });
    }
}
