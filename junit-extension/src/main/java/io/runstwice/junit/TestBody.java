package io.runstwice.junit;

import io.runstwice.Delivery;
import io.runstwice.Job;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The body of the test method as a job.
 *
 * @param method it
 * @param test the instance it is called on
 * @param arguments as JUnit resolved them; those of type {@link Delivery} are replaced for each delivery
 */
record TestBody(Method method, Object test, List<Object> arguments) implements Job {

    static TestBody of(ReflectiveInvocationContext<Method> invocation) {
        return new TestBody(
                invocation.getExecutable(), invocation.getTarget().orElseThrow(), invocation.getArguments());
    }

    @Override
    public void perform(Delivery delivery) {
        Class<?>[] types = method.getParameterTypes();
        Object[] actual = arguments.toArray();
        for (int i = 0; i < actual.length; i++) {
            actual[i] = types[i] == Delivery.class ? delivery : actual[i];
        }
        ReflectionSupport.invokeMethod(method, test, actual);
    }
}
