package io.runstwice.network;

import io.runstwice.world.Misuse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs only where there is a Toxiproxy server; elsewhere it says in one line why not, and how to get one. */
@ExtendWith(NeedsToxiproxy.Condition.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsToxiproxy {

    /** Asks for a server as a link does. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                Servers.mustExist();
                return ConditionEvaluationResult.enabled("there is a Toxiproxy server");
            } catch (Misuse missing) {
                return ConditionEvaluationResult.disabled(missing.getMessage());
            }
        }
    }
}
