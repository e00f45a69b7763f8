package io.runstwice.examples.support;

import io.runstwice.watchdog.Watchdog;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Runs only where a Docker engine answers; elsewhere it says in one line why not, and how to get one. The containers
 * end with this JVM, even if it is killed.
 */
@ExtendWith(NeedsDocker.Condition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsDocker {

    /** Asks for an engine as Testcontainers does. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return ConditionEvaluationResult.disabled(
                        "no Docker engine answers, so nothing was tried in a container;"
                                + " start one, or let .ci/world install what is missing");
            }
            Watchdog.containers("org.testcontainers.sessionId=" + DockerClientFactory.SESSION_ID);
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
    }
}
