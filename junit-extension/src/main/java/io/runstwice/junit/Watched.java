package io.runstwice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * A resource that the job acts on. The name of the field is its name in stories and schedules.
 *
 * <p>The field is of a type that implements {@link io.runstwice.world.Resource}, static or not, of any visibility, in the test class, a superclass or
 * interface of it, or, for a {@code @Nested} class, in an enclosing class. A static field is opened once for all tests of a method; so is an
 * instance field under {@code @TestInstance(PER_CLASS)}. Otherwise every test has its own instance, and opens its own.
 *
 * <p>Opening comes before every {@code @BeforeEach}, also those of other extensions, because what they do is put back as well. What
 * opening needs must exist by then: injected fields do, a container that is started for each test does not (make it static).
 */
@Target({ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Watched {}
