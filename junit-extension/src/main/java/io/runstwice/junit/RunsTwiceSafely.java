package io.runstwice.junit;

import io.runstwice.Bounds;
import io.runstwice.Tier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The body of this method is one delivery of a job, and the job is safe to run twice.
 *
 * <pre>{@code
 * class ChargeInvoiceJobTest {
 *     @Watched static final Database db = Database.watching(() -> dataSource());
 *     @Watched static final HttpService gateway = HttpService.stripeLike();
 *
 *     @BeforeEach void anUnpaidInvoice() { db.execute("insert into invoices(id, total_cents) values (42, 1999)"); }
 *
 *     @RunsTwiceSafely
 *     void chargesTheInvoiceOnce() { new ChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42); }
 * }
 * }</pre>
 *
 * <p>The test class needs at least one {@link Watched} resource. The method must not be private or static and must
 * return nothing: JUnit warns of such a method and does not run it. It may have a parameter of type
 * {@link io.runstwice.Delivery}; every other parameter is resolved by JUnit, once per test and not once per delivery.
 * No attribute is needed.
 *
 * <p><strong>The tests.</strong> The first runs the job alone and records its interactions. From these follow the
 * others: one per crash, lost request and lost reply, and one per family of schedules. Each has {@code @BeforeEach}
 * and {@code @AfterEach} of its own, and can be run alone. Before every schedule the world is put back to the state
 * that {@code @BeforeEach} left, and after every test to its state before the test. The bounds hold for each test by
 * itself.
 *
 * <p><strong>Errors.</strong> A job that is not safe is an {@code AssertionFailedError} that tells the story, and so is
 * an exploration that proved nothing. Wrong use is an {@code ExtensionConfigurationException} that names the way out.
 * An {@code AssertionError} or an aborted assumption inside the body ends the test as itself.
 *
 * <p><strong>Threads.</strong> Every delivery runs on a thread of its own, so thread-locals of the test's thread are
 * not seen. The tests of a method, and the explorations of a class, run one after another in every parallel mode. Test
 * classes that share a resource need a {@link org.junit.jupiter.api.parallel.ResourceLock}, since one exploration owns
 * a database.
 *
 * <p>May be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@SuppressWarnings("exports") // only JUnit makes the extension
@ExtendWith(RunsTwiceExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface RunsTwiceSafely {

    /**
     * How late a redelivery may come: {@code "25 hours"}, {@code "25h"} or {@code "PT25H"}. Redeliveries at once and at
     * this end are explored.
     */
    String redeliveredWithin() default "1 hour";

    /**
     * How many schedules with overlapping deliveries may be run; what one delivery at a time can meet always runs in
     * full.
     */
    int schedules() default 5_000;

    /** How many copies of the message run at once: 2 or 3; 1 if the queue never holds a message twice. */
    int copies() default 2;

    /**
     * How often, at most, a worker that could go on has to give its turn away; 0 if deliveries never overlap. Any
     * number by default.
     */
    int preemptions() default Bounds.ANY;

    /** Whether faults are also explored while a delivery runs whose visibility lapsed. The lapse itself always is. */
    boolean visibilityLapses() default false;

    /**
     * Whether the message rightly changes nothing: it is out of date, or its effect is there already. Then nothing may
     * be changed under any schedule. By default a job that changes nothing is inconclusive.
     */
    boolean changesNothing() default false;

    /**
     * Whether a test is green only if all of its bound was explored. By default the parts that were left out are a line
     * of the certificate.
     */
    boolean complete() default false;

    /**
     * Whether a delivery's process is also told to end, as by a deploy: SIGTERM before each interaction, its shutdown
     * hooks, a grace period, SIGKILL. A test of its own. For {@link Tier#PROCESS}; see {@link Bounds#withShutdowns}.
     */
    boolean shutdowns() default false;

    /**
     * How much of a JVM every delivery has to itself. Under {@link Tier#CLASSLOADER} the test class is loaded and made
     * anew for each delivery, without its lifecycle methods; its {@link Watched} fields hold the same resources, and
     * the body must use nothing else that a lifecycle method or another extension has filled. Under
     * {@link Tier#PROCESS} that happens in a JVM that is forked for the delivery, and the body may have no parameter
     * but a {@link io.runstwice.Delivery}.
     */
    Tier tier() default Tier.THREAD;

    /**
     * Packages and classes whose static memory deliveries share although {@link #tier} is {@link Tier#CLASSLOADER}:
     * libraries that keep nothing that the job decides by. See {@link io.runstwice.RunsTwice#sharing}. None by default.
     */
    String[] sharing() default {};

    /**
     * A directory in which the smallest schedule of each failing test is kept, {@code ".runstwice"} by convention:
     * text, one schedule a line, safe to commit. The first test tries them before anything else, until they pass.
     * Nothing is kept by default; see {@link io.runstwice.RunsTwice#remembering}.
     */
    String remembering() default "";

    /**
     * How long a worker may live before its platform kills it, at any point of its work; for ever by default. A worker
     * that stands still goes on within that time or never; see {@link Bounds#killedAfter}. Written as
     * {@link #redeliveredWithin}.
     */
    String killedAfter() default "";

    /**
     * How long one delivery may take, by the machine's clock, before it counts as hanging. Written as
     * {@link #redeliveredWithin}.
     */
    String deliveryWithin() default "10 seconds";

    /**
     * How long each test may take, by the machine's clock, before it ends inconclusive. Written as
     * {@link #redeliveredWithin}.
     */
    String guard() default "10 minutes";
}
