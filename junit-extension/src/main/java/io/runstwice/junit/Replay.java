package io.runstwice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs just one schedule of the {@link RunsTwiceSafely} method that it stands beside: the {@code replay} line of a
 * failure.
 *
 * <p>A text that is no schedule is an {@code ExtensionConfigurationException} that shows the forms; so is a point that
 * never occurs.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate // so that one without @RunsTwiceSafely is found, and said to be wrong
@SuppressWarnings("exports") // only JUnit makes the extension
@ExtendWith(RunsTwiceExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Replay {

    /** The schedule, as {@link io.runstwice.schedule.Schedule#parse} reads it. */
    String value();
}
