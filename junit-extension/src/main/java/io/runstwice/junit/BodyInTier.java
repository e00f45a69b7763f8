package io.runstwice.junit;

import io.runstwice.Job;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** The body of the test method as a job, in the tier that its annotation names. */
final class BodyInTier {

    private BodyInTier() {}

    static Job of(ReflectiveInvocationContext<Method> invocation, ExtensionContext context) {
        return switch (TestedMethod.of(context).tier()) {
            case THREAD -> TestBody.of(invocation);
            case PROCESS -> ForkedBody.of(TestBody.of(invocation), context);
            case CLASSLOADER -> FreshBody.of(TestBody.of(invocation), context);
        };
    }
}
