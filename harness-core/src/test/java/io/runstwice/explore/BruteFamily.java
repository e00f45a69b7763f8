package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.explore.GeneratedWork.Vocabulary;
import io.runstwice.schedule.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/** What is drawn from a seed, and how every schedule of its bound is run. */
enum BruteFamily {
    ACTORS(BruteFamily::actors, BruteFamily::allOfActors, 200),
    HISTORIES(BruteFamily::history, BruteFamily::allOfAHistory, 200),
    OUTAGES(BruteFamily::outage, BruteFamily::allOutages, 150),
    THAWS(BruteFamily::thaw, BruteFamily::allThaws, 150);

    private final LongFunction<BruteWorld.Case> drawn;
    private final BiConsumer<BruteWorld.Case, BruteForce> all;
    private final int jobs;

    BruteFamily(LongFunction<BruteWorld.Case> drawn, BiConsumer<BruteWorld.Case, BruteForce> all, int jobs) {
        this.drawn = drawn;
        this.all = all;
        this.jobs = jobs;
    }

    /** How many jobs a proof takes. */
    int jobs() {
        return jobs;
    }

    BruteWorld.Case draw(long seed) {
        return drawn.apply(seed);
    }

    /** Runs every schedule of the bound. */
    void runAll(BruteWorld.Case what, BruteForce brute) {
        all.accept(what, brute);
    }

    /** In a class of its own, since constants of an enumeration are there before its fields. */
    private static final class Words {

        static final List<WorkOp> EFFECTS = List.of(
                WorkOp.INCREMENT,
                WorkOp.LOG,
                WorkOp.LETTER_ONCE,
                WorkOp.LETTER_ONCE,
                WorkOp.RAISE_VERSION,
                WorkOp.SET_VERSION,
                WorkOp.READ_SUM,
                WorkOp.POST_KEYED);

        static final Vocabulary OUTAGES = new Vocabulary(
                List.of(
                        List.of(WorkOp.RETURN_IF_DONE),
                        List.of(WorkOp.CLAIM_UNLESS_DONE),
                        List.of(WorkOp.SEE_ONCE),
                        List.of(WorkOp.LEASE_OR_REFUSE, WorkOp.RETURN_IF_DONE)),
                List.of(
                        WorkOp.POST_KEYED,
                        WorkOp.POST_KEYED,
                        WorkOp.POST_KEYED_THREE_TIMES,
                        WorkOp.POST_KEYED_THREE_TIMES,
                        WorkOp.POST_KEYED_SWALLOWED,
                        WorkOp.POST_KEYED_THREE_TIMES_SWALLOWED,
                        WorkOp.POST,
                        WorkOp.LETTER_ONCE,
                        WorkOp.LETTER_ONCE,
                        WorkOp.RAISE_VERSION,
                        WorkOp.INCREMENT),
                List.of(),
                true);

        static final Vocabulary THAWS = new Vocabulary(
                List.of(
                        List.of(WorkOp.RETURN_IF_DONE),
                        List.of(WorkOp.SEE_ONCE),
                        List.of(WorkOp.FORGET_SEEN, WorkOp.SEE_ONCE),
                        List.of(WorkOp.RETURN_IF_DONE, WorkOp.FORGET_SEEN, WorkOp.SEE_ONCE),
                        List.of(WorkOp.LEASE_OR_REFUSE, WorkOp.RETURN_IF_DONE),
                        List.of(WorkOp.RETURN_IF_DONE, WorkOp.LEASE_OR_REFUSE),
                        List.of(WorkOp.CLAIM_UNLESS_DONE)),
                EFFECTS,
                List.of(),
                true);

        static final Vocabulary ACTORS = new Vocabulary(
                List.of(
                        List.of(WorkOp.RETURN_IF_DONE),
                        List.of(WorkOp.CLAIM_UNLESS_DONE),
                        List.of(WorkOp.CLAIM_IF_NEW),
                        List.of(WorkOp.SEE_ONCE)),
                EFFECTS,
                List.of(
                        WorkOp.FREE_BUSY,
                        WorkOp.DROP_BUSY,
                        WorkOp.CANCEL_NEW,
                        WorkOp.DOUBLE_SUM,
                        WorkOp.INCREMENT,
                        WorkOp.READ_ADD_WRITE,
                        WorkOp.FORGET_SEEN,
                        WorkOp.LOG,
                        WorkOp.SET_VERSION),
                true);

        static final Vocabulary HISTORIES = new Vocabulary(
                List.of(
                        List.of(WorkOp.SEE_ONCE),
                        List.of(WorkOp.SEE_ONCE),
                        List.of(WorkOp.FORGET_SEEN, WorkOp.SEE_ONCE),
                        List.of(WorkOp.CLAIM_IF_NEW)),
                List.of(
                        WorkOp.INCREMENT,
                        WorkOp.READ_ADD_WRITE,
                        WorkOp.LOG,
                        WorkOp.LETTER_ONCE,
                        WorkOp.LETTER_ONCE,
                        WorkOp.RAISE_VERSION,
                        WorkOp.RAISE_VERSION,
                        WorkOp.SET_VERSION),
                List.of(),
                false);

        private Words() {}
    }

    private static Bounds bounds(Duration within, int preemptions, boolean lapses) {
        Bounds bounds = Bounds.standard().redeliveredWithin(within).copies(1).preemptions(preemptions);
        return lapses ? bounds.withVisibilityLapses() : bounds;
    }

    private static BruteWorld.Case outage(long seed) {
        return new BruteWorld.Case(
                "outage " + seed,
                seed,
                GeneratedWork.job(new Random(seed * 7_919), Words.OUTAGES, 1),
                1,
                List.of(),
                bounds(Duration.ofHours(1), 0, false));
    }

    private static BruteWorld.Case thaw(long seed) {
        return new BruteWorld.Case(
                "thaw " + seed,
                seed,
                GeneratedWork.job(new Random(seed * 6_007), Words.THAWS, 2),
                1,
                List.of(),
                bounds(Duration.ofHours(seed % 3 == 0 ? 25 : 1), Integer.MAX_VALUE, seed % 4 == 0));
    }

    /** Two deliveries with a fault each, for every second job; a fault or two of one, for the others. */
    private static void allOutages(BruteWorld.Case what, BruteForce brute) {
        new BruteOutages(brute).after(List.of(), what.seed() % 2 == 0 ? 2 : 1, 2);
    }

    private static void allThaws(BruteWorld.Case what, BruteForce brute) {
        new BruteOutages(brute).after(List.of(), 1, 1);
        brute.stopsAtTheFirst();
        new BruteThaws(brute).after(List.of(), brute.bounds().visibilityLapses());
    }

    private static BruteWorld.Case actors(long seed) {
        Random random = new Random(seed * 5_003);
        GeneratedWork job = GeneratedWork.job(random, Words.ACTORS, 1);
        List<GeneratedWork> actors = new ArrayList<>();
        for (int i = seed % 4 == 0 ? 2 : 1; i > 0; i--) {
            actors.add(GeneratedWork.actor(random, Words.ACTORS));
        }
        int preemptions = seed % 3 == 0 ? 0 : Integer.MAX_VALUE;
        return new BruteWorld.Case(
                "actors " + seed, seed, job, 1, actors, bounds(Duration.ofHours(1), preemptions, false));
    }

    private static BruteWorld.Case history(long seed) {
        int messages = seed % 10 == 7 ? 3 : 2;
        boolean overlaps = seed % 3 > 0 && messages == 2;
        Bounds bounds = Bounds.standard().copies(seed % 5 == 2 ? 2 : 1).preemptions(overlaps ? Integer.MAX_VALUE : 0);
        GeneratedWork job = GeneratedWork.job(new Random(seed * 4_001), Words.HISTORIES, 1);
        return new BruteWorld.Case("history " + seed, seed, job, messages, List.of(), bounds);
    }

    /** No delivery overlaps; and of the ways to overlap one, that the seed chooses. */
    private static void allOfActors(BruteWorld.Case what, BruteForce brute) {
        brute.stopsAtTheFirst();
        BruteActors actors = new BruteActors(brute);
        boolean twice = what.actors().size() == 1 && what.bounds().preemptions() == 0 && what.seed() % 2 == 0;
        actors.between(twice ? 2 : 1, what.actors().size() == 1);
        if (what.bounds().preemptions() > 0) {
            switch ((int) (what.seed() % 4)) {
                case 0, 1 -> actors.beside();
                case 2 -> actors.faultsBeside();
                default -> {
                    actors.late();
                    new BruteThaws(brute)
                            .after(brute.actors.stream().map(Turn::of).toList(), false);
                }
            }
        }
    }

    private static void allOfAHistory(BruteWorld.Case what, BruteForce brute) {
        Bounds bounds = brute.bounds();
        new BruteHistories(brute, bounds.copies() > 1, bounds.preemptions() > 0).all();
    }
}
