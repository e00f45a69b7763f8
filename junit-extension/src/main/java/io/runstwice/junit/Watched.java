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
 * <p>The field is of a type that implements {@link io.runstwice.world.Resource}, static or not, of any visibility, in
 * the test class, a superclass or interface of it, or, for a {@code @Nested} class, in an enclosing class. A static
 * field is opened once for all tests of a method; so is an instance field under {@code @TestInstance(PER_CLASS)}.
 * Otherwise every test has its own instance, and opens its own.
 *
 * <p>Opening comes before every {@code @BeforeEach}, also those of other extensions, because their changes are put back
 * as well. Everything that opening needs must exist by then: injected fields do, a container that is started for each
 * test does not (make it static).
 *
 * <p>A contract can be declared where the resource is made, or here, which is the only place if something else makes
 * it:
 *
 * <pre>{@code
 * @Watched(contract = Watched.Contract.DOUBLED_ONLY_BY_FAULTS, of = "mail", recordedIn = "jobs")
 * static final Effects mailer = Effects.unkeyed();
 * }</pre>
 */
@Target({ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Watched {

    /**
     * The contract of the resource. By default the contract that was declared where the resource was made, which is
     * exactly once if none was.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    Contract contract() default Contract.AS_BUILT;

    /** Of which tables, endpoints or labels it promises that; of all of them by default. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    String[] of() default {};

    /**
     * Where effects that are doubled only by faults are recorded: {@code jobs}, {@code db/jobs}; by the first durable
     * change that follows by default.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    String[] recordedIn() default {};

    /** Contracts, as {@link io.runstwice.world.Contract} explains them. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    enum Contract {
        /** The contract that was declared where the resource was made. */
        AS_BUILT,
        /** Neither doubles nor losses. */
        EXACTLY_ONCE,
        /** Doubles, no losses. */
        AT_LEAST_ONCE,
        /** No losses, and doubles only where a fault came between the effect and its record. */
        DOUBLED_ONLY_BY_FAULTS,
        /** Losses, no doubles. */
        AT_MOST_ONCE
    }
}
