package io.runstwice;

import io.runstwice.engine.HistoryJob;
import io.runstwice.engine.WorldLease;
import io.runstwice.explore.Part;
import io.runstwice.incident.IncidentReport;
import io.runstwice.run.Invariant;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.WorkerName;
import io.runstwice.tier.JobClass;
import io.runstwice.tier.JobFactory;
import io.runstwice.tier.JobObject;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Explores whether a job is safe to run twice.
 *
 * <pre>{@code
 * Verdict verdict = RunsTwice.job(
 *                 "charge-invoice", delivery -> new ChargeInvoiceJob(db.dataSource(), gateway.uri()).perform(42))
 *         .given(() -> db.execute("insert into invoices(id, total_cents) values (42, 1999)"))
 *         .watching(db, gateway)
 *         .explore();
 * verdict.orThrow();
 * }</pre>
 *
 * <p>The harness deletes and inserts rows in watched databases; each resource refuses what does not look disposable.
 * Afterwards the world is as it was before. Not thread-safe; explorations of different worlds can run side by side.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RunsTwice {

    private final String name;
    private JobFactory job;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final List<Invariant> invariants = new ArrayList<>();
    private Setup setup = () -> {};
    private Bounds bounds = Bounds.standard();
    private Tier tier = Tier.THREAD;
    private final Set<String> shared = new TreeSet<>();
    private boolean idle;
    private @Nullable Schedule only;
    private @Nullable Path memory;

    private RunsTwice(String name, JobFactory job) {
        this.name = Objects.requireNonNull(name, "name");
        this.job = Objects.requireNonNull(job, "job");
    }

    /**
     * Begins to describe an exploration.
     *
     * @param name how reports call the job
     * @param job one call is one delivery
     */
    public static RunsTwice job(String name, Job job) {
        return new RunsTwice(name, new JobObject(name, Objects.requireNonNull(job, "job")));
    }

    /**
     * Begins to describe an exploration of a job that is a class, as every tier but {@link Tier#THREAD} needs it: each
     * delivery makes an object of it. Reports call it by the name of the class.
     *
     * @param job has a constructor without parameters, and gets its resources from {@link Delivery#watched}
     * @throws Misuse if no object can be made of it
     */
    public static RunsTwice job(Class<? extends Job> job) {
        return job(job.getSimpleName(), job);
    }

    /**
     * The same under another name.
     *
     * @param name how reports call the job
     * @param job has a constructor without parameters, and gets its resources from {@link Delivery#watched}
     * @throws Misuse if no object can be made of it
     */
    public static RunsTwice job(String name, Class<? extends Job> job) {
        return new RunsTwice(name, new JobClass(job));
    }

    /**
     * Begins to describe an exploration of a history: several distinct messages, each of which is delivered until it is
     * acknowledged, with duplicates, in any order, and with faults between them.
     *
     * <p>The final state is right if some order of single deliveries, each message once and one after the other, leaves
     * the same, and keeps the order of messages that did not overlap. {@link #explore()} tries every order with one
     * fault, one delivery more or one switch; {@link #replay} of choices goes further. A message that changes the world
     * alone and nothing after another one is noted, and an error if it is asked for with
     * {@link #everyMessageTakesEffect()}.
     *
     * @param name how reports call the job
     * @param messages one to four, distinct, in the order in which they were sent; in that order single deliveries have
     *     to succeed
     * @param handler one call is one delivery
     * @throws Misuse if there are too many, or two are equal
     */
    public static <M> RunsTwice history(String name, List<M> messages, Handler<M> handler) {
        Objects.requireNonNull(handler, "handler");
        return new RunsTwice(
                name, HistoryJob.of(name, messages, message -> delivery -> handler.handle(message, delivery)));
    }

    /**
     * Each message of a history has to take effect: one that changes the world alone, and nothing after another one,
     * was taken for a duplicate of that, and is a lost effect. Not asked for by default, since a message may rightly be
     * out of date, or ask for what is there already.
     *
     * @throws Misuse if this is no history
     */
    public RunsTwice everyMessageTakesEffect() {
        if (!(job instanceof HistoryJob history)) {
            throw new Misuse("everyMessageTakesEffect() speaks of several messages, but \"" + name
                    + "\" has one. Describe a history: RunsTwice.history(…)");
        }
        job = history.withEveryOneTakingEffect();
        return this;
    }

    /**
     * The message rightly changes nothing: it is out of date, or what it asks for is there already. Then nothing may be
     * changed under any schedule. Not if not said, and a job that changes nothing is inconclusive, since a test that
     * forgot its set-up would look the same.
     *
     * @throws Misuse if this is a history
     */
    public RunsTwice changesNothing() {
        if (job instanceof HistoryJob) {
            throw new Misuse("changesNothing() speaks of one message, but \"" + name
                    + "\" is a history of several, of which each may change nothing after another one. Leave it out");
        }
        idle = true;
        return this;
    }

    /** What makes the world ready for the job: run once, after the world was found to be disposable. */
    public RunsTwice given(Setup ready) {
        setup = Objects.requireNonNull(ready, "setup");
        return this;
    }

    /**
     * The resources that the job acts on, named by their kind: {@code db}, {@code http}; further ones of a kind are
     * numbered.
     */
    public RunsTwice watching(Resource... watched) {
        for (Resource resource : watched) {
            Objects.requireNonNull(resource, "a watched resource is null");
            String free = resource.kind();
            for (int i = 2; resources.containsKey(free); i++) {
                free = resource.kind() + i;
            }
            watching(free, resource);
        }
        return this;
    }

    /**
     * A resource under a name of its own.
     *
     * @throws Misuse if the name is taken, or the resource is watched already
     */
    public RunsTwice watching(String as, Resource resource) {
        Objects.requireNonNull(as, "the name of a watched resource is null");
        Objects.requireNonNull(resource, "a watched resource is null");
        if (resources.containsValue(resource)) {
            throw new Misuse("the resource \"" + as + "\" is watched already. Name each resource once");
        }
        if (resources.putIfAbsent(as, resource) != null) {
            throw new Misuse("two resources are called \"" + as + "\". Give each a name of its own");
        }
        return this;
    }

    /**
     * Another worker beside the job: a producer, a scheduler, a clean-up. It is interleaved like a delivery; see
     * {@link Actor}.
     *
     * @param as one word, by which reports and schedules call it
     * @param actor what one act of it does
     * @throws Misuse if the name is taken, or is no word, or looks like a delivery
     */
    public RunsTwice alongside(String as, Actor actor) {
        Objects.requireNonNull(actor, "actor");
        try {
            WorkerName.actor(as);
        } catch (IllegalArgumentException unfit) {
            throw new Misuse(unfit.getMessage() + ". Call it producer, scheduler or clean-up, say", unfit);
        }
        if (actors.putIfAbsent(as, actor) != null) {
            throw new Misuse("two actors are called \"" + as + "\". Give each a name of its own");
        }
        return this;
    }

    /**
     * Something that has to hold after every interaction of every run, not only in the end: that an account is never
     * below zero, that no customer is charged twice even if the second charge is refunded. It is asked on the harness's
     * thread while every worker stands still, and sees what is committed. A single delivery without any fault that
     * breaks it is a violation too.
     *
     * <p>What commutes is not tried in every order, so of what lies between two interactions with different data one
     * order may be seen only.
     *
     * @param what as reports say it: {@code "at most one charge per invoice"}
     * @param check whether it holds; what it throws is a no
     */
    public RunsTwice always(String what, Check check) {
        return invariant(what, Duration.ZERO, check);
    }

    /**
     * Something that has to come true within two seconds after the message was settled, by the machine's clock: for
     * what others do in their own time. Asked again and again; a run in which it never comes true takes that long.
     *
     * @param what as reports say it: {@code "the search index knows the order"}
     * @param check whether it has come true; what it throws is a no
     */
    public RunsTwice eventually(String what, Check check) {
        return eventually(what, Duration.ofSeconds(2), check);
    }

    /**
     * The same with another time.
     *
     * @param within at least a millisecond
     */
    public RunsTwice eventually(String what, Duration within, Check check) {
        if (within.toMillis() < 1) {
            throw new Misuse("\"" + what + "\" needs at least a millisecond to come true, but has " + within
                    + ". What has to hold at any time is said with always(…)");
        }
        return invariant(what, within, check);
    }

    private RunsTwice invariant(String what, Duration within, Check check) {
        Objects.requireNonNull(check, "check");
        if (invariants.stream().anyMatch(known -> known.what().equals(what))) {
            throw new Misuse("\"" + what + "\" is said twice. Say it once");
        }
        invariants.add(new Invariant(Objects.requireNonNull(what, "what"), within, check::holds));
        return this;
    }

    /** What to exhaust; {@link Bounds#standard()} if not said. */
    public RunsTwice within(Bounds within) {
        bounds = Objects.requireNonNull(within, "bounds");
        return this;
    }

    /**
     * How much of a JVM every delivery has to itself; {@link Tier#THREAD} if not said. Actors always share the test's
     * classes.
     */
    public RunsTwice tier(Tier own) {
        tier = Objects.requireNonNull(own, "tier");
        return this;
    }

    /**
     * Packages and classes whose static memory deliveries have in common although the tier is {@link Tier#CLASSLOADER}:
     * libraries, and what holds a client or a mapper, if nothing that the job decides by is kept there. Loading them
     * anew for each delivery is most of what that tier costs. An assumption, and said in the certificate: a guard that
     * hides in shared memory is not found. None if not said; no effect in other tiers.
     *
     * @param packages {@code "com.fasterxml.jackson"}, which takes packages beneath it along, or names of public
     *     classes
     */
    public RunsTwice sharing(String... packages) {
        shared.addAll(List.of(packages));
        return this;
    }

    /**
     * Keeps the smallest schedule under which the job fails in a file of this directory, and tries it first next time,
     * until it passes: then it is taken out. What of it does not exist any more, because the job has changed, is left
     * out and said.
     *
     * <p>The file is text, one schedule a line, and safe to commit. Several writers take turns. A directory that cannot
     * be read or written is logged, and never fails a test. Nothing is kept if not said; a {@link #replay} neither
     * reads nor writes.
     *
     * @param directory by convention {@code Path.of(".runstwice")}; made when it is needed
     */
    public RunsTwice remembering(Path directory) {
        memory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Runs just this schedule, after the baseline that it is compared with. One that consists of choices is bound to
     * the job before.
     */
    public RunsTwice replay(Schedule schedule) {
        only = Objects.requireNonNull(schedule, "schedule");
        return this;
    }

    /**
     * Explores. A value; never throws for an unsafe job.
     *
     * @throws Misuse if the harness is used wrongly; nothing has been changed then
     */
    public Verdict explore() {
        return ask((lease, made) -> {
            if (memory != null) {
                lease.remembers(memory);
            }
            return only == null
                    ? lease.explore(name, made, bounds, new Part.Whole())
                    : lease.replay(name, made, bounds, only);
        });
    }

    /**
     * Runs every schedule that fits an incident report, and compares what it leads to with what the customer saw. A
     * value; never throws for an incident that is reproduced, or is not. {@link #replay} and {@link #remembering}
     * change nothing of it.
     *
     * @param report a file in the format of {@code docs/incident-format.md}
     * @throws Misuse if it cannot be read, or its lines are not understood; nothing has been changed then
     */
    public Reproduction reproduce(Path report) {
        return reproduce(IncidentReport.read(report));
    }

    /** The same for a report that has been read. */
    public Reproduction reproduce(IncidentReport report) {
        Objects.requireNonNull(report, "report");
        return ask((lease, made) -> lease.reproduce(name, made, bounds, report));
    }

    /**
     * Takes a guard of the job away, explores, and says whether the job needs it. A value; never throws for a guard
     * that is not needed. {@link #remembering} changes nothing of it.
     *
     * @throws Misuse if there is no such guard, or the harness is used wrongly otherwise; nothing has been changed then
     */
    public GuardVerdict withoutGuard(Guard guard) {
        if (only != null) {
            throw new Misuse(
                    "whether a guard is needed is told by an exploration, not by one schedule. Leave replay(…) out");
        }
        return ask(
                (lease, made) -> lease.mustHave(made, guard),
                (lease, made) -> lease.without(name, made, bounds, guard));
    }

    private <T> T ask(BiFunction<WorldLease, Job, T> question) {
        return ask((lease, made) -> {}, question);
    }

    /**
     * @param before refuses what cannot be asked, before the world is made ready
     */
    private <T> T ask(BiConsumer<WorldLease, Job> before, BiFunction<WorldLease, Job, T> question) {
        Job made = job.in(tier, resources, shared);
        try (WorldLease lease = WorldLease.of(resources)) {
            before.accept(lease, made);
            makeReady();
            lease.alongside(actors);
            lease.holds(invariants);
            if (idle) {
                lease.changesNothing();
            }
            return question.apply(lease, made);
        }
    }

    private void makeReady() {
        try {
            setup.run();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Exception failure) {
            throw new Misuse("the set-up of \"" + name + "\" failed: " + failure + ". It was put back", failure);
        }
    }

    /**
     * The code under test, given one of several messages.
     *
     * @param <M> what a message is
     */
    @FunctionalInterface
    public interface Handler<M> {

        /**
         * Handles one delivery of a message.
         *
         * @throws Exception any failure; the message comes again
         */
        void handle(M message, Delivery delivery) throws Exception;
    }

    /** Something that the test says of the world. */
    @FunctionalInterface
    public interface Check {

        /**
         * Whether it holds.
         *
         * @throws Exception if it cannot be told, which is a no
         */
        boolean holds() throws Exception;
    }

    /** Code that makes a world ready. */
    @FunctionalInterface
    public interface Setup {

        /** Makes the world ready. */
        void run() throws Exception;
    }
}
