package io.runstwice.junit;

import io.runstwice.judge.Violation;
import io.runstwice.world.Safeguard;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names a guard that makes the job of this {@link RunsTwiceSafely} method safe. One more test takes the guard away,
 * explores, and is green only if a violation of the declared kind appears. {@link io.runstwice.Guard} describes each
 * form, and {@link io.runstwice.GuardVerdict} the other outcomes.
 *
 * <pre>{@code
 * @RunsTwiceSafely
 * @GuardedBy(guard = KEY, of = "gateway")
 * @GuardedBy(guard = UNIQUE_INDEX, of = "db", name = "one_recharge_at_a_time")
 * void chargesOnce() { … }
 * }</pre>
 *
 * <p>These tests come after the others of the method, and have {@code @BeforeEach} and {@code @AfterEach} of their own.
 * The guard and the world are put back in every case. Beside a {@link Replay} or {@link Reproduces} there are none. A
 * guard that does not exist is an {@code ExtensionConfigurationException} that names the way out.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(GuardedBy.All.class)
@TestTemplate // so that one without @RunsTwiceSafely is found, and said to be wrong
@SuppressWarnings("exports") // only JUnit makes the extension
@ExtendWith(RunsTwiceExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface GuardedBy {

    /** The form of the guard. */
    Safeguard.Form guard();

    /** The {@link Watched} field in whose resource it is. */
    String of();

    /**
     * Which one: the name of a unique index, of the table of a dedup check, or of a guard of its own; of a key, its
     * header if that is not the usual one.
     */
    String name() default "";

    /** The kind of violation that appears without it. */
    Violation.Kind against() default Violation.Kind.DOUBLE_EFFECT;

    /** Several of them. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @TestTemplate
    @SuppressWarnings("exports")
    @ExtendWith(RunsTwiceExtension.class)
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @interface All {

        /** Each of them. */
        GuardedBy[] value();
    }
}
