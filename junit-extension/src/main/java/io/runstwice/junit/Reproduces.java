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
 * Turns this {@link RunsTwiceSafely} method into the test of an incident: it runs the schedules that fit a written
 * report, and nothing else. Each report is one test.
 *
 * <p>The report says which assertion is made. With {@code fixed: no} it is that the customer's wrong state comes
 * about, with {@code fixed: yes} that the job is safe under every schedule that fits; without that line the test is
 * red, and shows whether the incident is reproduced. If no schedule fits, the test is red in every case. The schedules
 * that fit are told in any case: by a failure, or by the report entry {@code incident}.
 *
 * <p>A report that does not exist, or has a line that is not understood, is an {@code ExtensionConfigurationException}.
 * It names the places that were searched, or the lines and the forms that would be understood.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate // so that one without @RunsTwiceSafely is found, and said to be wrong
@SuppressWarnings("exports") // only JUnit makes the extension
@ExtendWith(RunsTwiceExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Reproduces {

    /** The reports, on the class path or from the directory in which tests run: {@code "incidents/INC-2041.md"}. */
    String[] value();
}
