package io.runstwice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.judge.Trace.Added;
import io.runstwice.judge.Trace.Event;
import io.runstwice.judge.Trace.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The rule by which faults excuse doubles, on traces that are written down, and against an oracle that tries every
 * assignment.
 */
class ExcusesTests {

    private static final Place MAIL = new Place("mailer", "mail");
    private static final Place JOBS = new Place("db", "jobs");
    private static final Records IN_JOBS = new Records(JOBS::equals, Set.of(JOBS), false);

    private final List<Event> events = new ArrayList<>();

    private ExcusesTests look(int worker) {
        return event(worker, Set.of(JOBS), Set.of(), 0, "", false);
    }

    private ExcusesTests mail(int worker) {
        return event(worker, Set.of(), Set.of(MAIL), 1, "", false);
    }

    private ExcusesTests mailThen(int worker, String fault) {
        return event(worker, Set.of(), Set.of(MAIL), 1, fault, false);
    }

    private ExcusesTests record(int worker) {
        return event(worker, Set.of(JOBS), Set.of(JOBS), 0, "", false);
    }

    private ExcusesTests recordThen(int worker, String fault) {
        return event(worker, Set.of(JOBS), Set.of(JOBS), 0, fault, false);
    }

    private ExcusesTests fault(int worker, String what) {
        return event(worker, Set.of(), Set.of(), 0, what, false);
    }

    private ExcusesTests begins(int worker, boolean later) {
        events.add(Event.plain("D" + worker, later));
        return this;
    }

    private ExcusesTests event(int worker, Set<Place> read, Set<Place> written, int mails, String fault, boolean late) {
        List<Added> added = mails == 0 ? List.of() : List.of(new Added(MAIL, "hello", mails));
        events.add(new Event("D" + worker, read, written, added, fault, false, late));
        return this;
    }

    private int excused() {
        return excused(new Trace(events), 1);
    }

    private static int excused(Trace run, int once) {
        return new Excuses(IN_JOBS, run).excused(TracedEffect.in(run, MAIL::equals), once);
    }

    @Test
    void crashBetweenEffectAndRecord_excusesOne() {
        assertThat(look(1).mailThen(1, "crash").look(2).mail(2).record(2).excused())
                .isEqualTo(1);
    }

    @Test
    void twoCrashes_excuseTwo() {
        assertThat(mailThen(1, "crash").mailThen(2, "crash").mail(3).record(3).excused())
                .isEqualTo(2);
    }

    @Test
    void oneCrash_excusesOneOfTwo() {
        assertThat(mailThen(1, "crash").mail(2).mail(2).record(2).excused()).isEqualTo(1);
    }

    @Test
    void oneCrashAfterTwoEffects_excusesOneOfEach() {
        Trace run = new Trace(mail(1).mailThen(1, "crash").mail(2).mail(2).record(2).events);

        assertThat(excused(run, 2)).isEqualTo(2);
    }

    @Test
    void faultAfterTheRecord_excusesNothing() {
        assertThat(mail(1).record(1).fault(1, "crash").mail(2).record(2).excused())
                .isZero();
    }

    @Test
    void replyToTheRecordLost_excusesNothing() {
        assertThat(mail(1).recordThen(1, "lost reply").mail(1).record(1).excused())
                .isZero();
    }

    @Test
    void messageLostBeforeADurableRecord_excusesNothingThatFollowsTheRecord() {
        assertThat(mail(1).fault(1, "lost reply").record(1).mail(2).record(2).excused())
                .isZero();
    }

    @Test
    void retriedWithinOneDelivery_isExcused() {
        assertThat(mailThen(1, "lost reply").mail(1).record(1).excused()).isEqualTo(1);
    }

    @Test
    void recordOfSomebodyElse_endsOtherExcusesToo() {
        assertThat(mailThen(1, "lost reply")
                        .fault(1, "crash")
                        .mail(2)
                        .record(2)
                        .mail(3)
                        .excused())
                .isEqualTo(1);
    }

    @Test
    void copies_areNotExcused() {
        assertThat(look(1).look(2).mail(1).mail(2).record(1).record(2).excused())
                .isZero();
    }

    @Test
    void faultThatCameAfterTheRepetition_excusesNothing() {
        assertThat(look(1).look(2).mail(1).mail(2).fault(1, "crash").record(2).excused())
                .isZero();
    }

    @Test
    void partitionIsOneFault_howeverManyMessagesItLoses() {
        assertThat(mail(1).fault(1, "partition")
                        .fault(1, "partition")
                        .mail(2)
                        .mail(2)
                        .record(2)
                        .excused())
                .isEqualTo(1);
    }

    @Test
    void standingStillAfterTheLookWhileTimePassed_excusesTheLateOne() {
        assertThat(look(1).begins(2, true).look(2).mail(2).record(2).mail(1).excused())
                .isEqualTo(1);
    }

    @Test
    void standingStillWithoutTime_excusesNothing() {
        assertThat(look(1).begins(2, false).look(2).mail(2).record(2).mail(1).excused())
                .isZero();
    }

    @Test
    void standingStillBeforeTheLastLook_excusesNothing() {
        assertThat(look(1).begins(2, true)
                        .look(2)
                        .mail(2)
                        .record(2)
                        .look(1)
                        .mail(1)
                        .excused())
                .isZero();
    }

    @Test
    void lateRequest_isExcused() {
        assertThat(look(1).look(2)
                        .mail(2)
                        .record(2)
                        .event(1, Set.of(), Set.of(MAIL), 1, "", true)
                        .excused())
                .isEqualTo(1);
    }

    @Test
    void effectAndRecordInOneCommit_leaveNoRoomForAnExcuse() {
        Records atOnce = new Records(JOBS::equals, Set.of(JOBS), true);
        event(1, Set.of(), Set.of(MAIL, JOBS), 1, "crash", false).event(2, Set.of(), Set.of(MAIL, JOBS), 1, "", false);
        Trace run = new Trace(events);

        assertThat(new Excuses(atOnce, run).excused(TracedEffect.in(run, MAIL::equals), 1))
                .isZero();
    }

    @Test
    void drawnTraces_areExcusedAsTryingEveryAssignmentSays() {
        Random random = new Random(7);
        int excusedTraces = 0;
        for (int i = 0; i < 5_000; i++) {
            Trace run = draw(random);
            int once = 1 + random.nextInt(2);
            int excused = excused(run, once);
            assertThat(excused).as("%s", run).isEqualTo(new Oracle(run, once).most());
            excusedTraces += excused > 0 ? 1 : 0;
        }
        assertThat(excusedTraces).isGreaterThan(500);
    }

    private static Trace draw(Random random) {
        List<Event> events = new ArrayList<>();
        int length = 3 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            String worker = "D" + (1 + random.nextInt(3));
            String fault = random.nextInt(4) == 0 ? "fault " + random.nextInt(2) : "";
            boolean later = random.nextInt(5) == 0;
            boolean mails = random.nextInt(5) < 2;
            boolean records = !mails && random.nextInt(4) == 0;
            boolean looks = random.nextInt(4) == 0;
            events.add(new Event(
                    worker,
                    looks || records ? Set.of(JOBS) : Set.of(),
                    mails ? Set.of(MAIL) : records ? Set.of(JOBS) : Set.of(),
                    mails ? List.of(new Added(MAIL, "hello", 1)) : List.of(),
                    fault,
                    later,
                    mails && random.nextInt(8) == 0));
        }
        return new Trace(events);
    }

    /**
     * The rule once more, said in another way: pairs of an effect and a fault are handed out in every order that there
     * is.
     */
    private record Oracle(Trace run, int once) {

        int most() {
            List<Integer> mails = new ArrayList<>();
            for (int i = 0; i < run.events().size(); i++) {
                if (!run.events().get(i).added().isEmpty()) {
                    mails.add(i);
                }
            }
            return mails.size() <= once ? 0 : most(mails, once, new HashSet<>());
        }

        private int most(List<Integer> mails, int next, Set<List<Object>> used) {
            if (next == mails.size()) {
                return 0;
            }
            int best = most(mails, next + 1, used);
            for (List<Object> pair : pairs(mails, mails.get(next))) {
                if (used.add(pair)) {
                    best = Math.max(best, 1 + most(mails, next + 1, used));
                    used.remove(pair);
                }
            }
            return best;
        }

        private Set<List<Object>> pairs(List<Integer> mails, int repeat) {
            Set<List<Object>> pairs = new HashSet<>();
            long recorded = mails.stream()
                    .filter(mail -> mail < repeat && record(mail) < repeat)
                    .count();
            for (int mail : mails) {
                boolean itself = mail == repeat;
                boolean earlier = mail < repeat && record(mail) > repeat && recorded < once;
                if (!itself && !earlier) {
                    continue;
                }
                String worker = run.events().get(mail).worker();
                for (int i = mail; earlier && i < repeat; i++) {
                    if (isBy(worker, i) && !run.events().get(i).fault().isEmpty()) {
                        pairs.add(Arrays.asList(mail, run.events().get(i).fault()));
                    }
                }
                for (int from = look(mail); from < Math.min(repeat, record(mail)); from++) {
                    int to = next(worker, from);
                    boolean isGap = isBy(worker, from) && to > 0;
                    for (int time = from + 1; isGap && time <= Math.min(to, repeat); time++) {
                        if (run.events().get(time).later()) {
                            pairs.add(Arrays.asList(mail, from));
                        }
                    }
                }
                if (run.events().get(mail).late()) {
                    pairs.add(Arrays.asList(mail, "late"));
                }
            }
            return pairs;
        }

        private boolean isBy(String worker, int event) {
            return run.events().get(event).worker().equals(worker);
        }

        private int next(String worker, int after) {
            for (int i = after + 1; i < run.events().size(); i++) {
                if (isBy(worker, i)) {
                    return i;
                }
            }
            return -1;
        }

        private int record(int mail) {
            for (int i = mail + 1; i < run.events().size(); i++) {
                if (isBy(run.events().get(mail).worker(), i)
                        && run.events().get(i).written().contains(JOBS)) {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }

        private int look(int mail) {
            for (int i = mail - 1; i >= 0; i--) {
                if (isBy(run.events().get(mail).worker(), i)
                        && run.events().get(i).read().contains(JOBS)) {
                    return i;
                }
            }
            return mail;
        }
    }
}
