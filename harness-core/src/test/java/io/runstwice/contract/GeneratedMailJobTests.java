package io.runstwice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.run.Notebook;
import io.runstwice.world.Misuse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Jobs of mails, looks and notes in any order, explored under the contract, against an oracle that plays every sequence
 * of crashes by itself and counts with its fingers.
 */
@Tag("exhaustive")
class GeneratedMailJobTests {

    private enum Op {
        LOOK,
        MAIL_A,
        MAIL_B,
        NOTE,
        READ
    }

    private enum Expected {
        SAFE,
        UNSAFE,
        NO_RECORD
    }

    /** What happened: {@code op} of a delivery, or its crash. */
    private record Event(int delivery, Op op, boolean crash, boolean fresh) {}

    @Test
    void drawnJobs_areJudgedAsTheOracleSays() {
        Random random = new Random(11);
        int[] seen = new int[Expected.values().length];
        for (int i = 0; i < 150; i++) {
            List<Op> job = draw(random);
            Expected expected = new Oracle(job).verdict();
            seen[expected.ordinal()]++;
            assertThat(explored(job)).as("%s", job).isEqualTo(expected);
        }
        assertThat(seen[Expected.SAFE.ordinal()]).isGreaterThan(10);
        assertThat(seen[Expected.UNSAFE.ordinal()]).isGreaterThan(10);
        assertThat(seen[Expected.NO_RECORD.ordinal()]).isGreaterThan(10);
    }

    private static List<Op> draw(Random random) {
        List<Op> job = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            job.add(Op.LOOK);
        }
        int length = 2 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            job.add(Op.values()[random.nextInt(Op.values().length)]);
        }
        job.add(random.nextBoolean() ? Op.MAIL_A : Op.MAIL_B);
        if (random.nextInt(3) > 0) {
            job.add(Op.NOTE);
        }
        return job;
    }

    private static Expected explored(List<Op> job) {
        Notebook notebook = new Notebook();
        Effects mails = Effects.unkeyed().doubledOnlyByFaults();
        try {
            Verdict verdict = RunsTwice.job("drawn", delivery -> perform(job, notebook, mails))
                    .watching("notebook", notebook)
                    .watching("mails", mails)
                    .within(Bounds.standard().oneAtATime())
                    .explore();
            assertThat(verdict.isInconclusive()).as("%s: %s", job, verdict).isFalse();
            return verdict.isSafe() ? Expected.SAFE : Expected.UNSAFE;
        } catch (Misuse noRecord) {
            assertThat(noRecord).hasMessageContaining("needs a record");
            return Expected.NO_RECORD;
        }
    }

    private static void perform(List<Op> job, Notebook notebook, Effects mails) {
        for (Op op : job) {
            switch (op) {
                case LOOK -> {
                    if (notebook.has("noted")) {
                        return;
                    }
                }
                case MAIL_A -> mails.perform("mail", "a");
                case MAIL_B -> mails.perform("mail", "b");
                case NOTE -> notebook.writeUnlessThere("noted");
                case READ -> notebook.has("x");
            }
        }
    }

    private record Oracle(List<Op> job) {

        private static final int MOST = 3;

        Expected verdict() {
            List<Event> once = once();
            for (int i = 0; i < once.size(); i++) {
                boolean isMail = once.get(i).op() == Op.MAIL_A || once.get(i).op() == Op.MAIL_B;
                if (isMail && recordOf(i, once) == Integer.MAX_VALUE) {
                    return Expected.NO_RECORD;
                }
            }
            List<Event> again = new ArrayList<>();
            boolean noted = false;
            for (int delivery = 1; delivery <= MOST + 1; delivery++) {
                noted = play(delivery, job.size(), false, noted, again);
                if (isWrong(again)) {
                    return Expected.UNSAFE;
                }
            }
            return crashes(1, new ArrayList<>(), false) ? Expected.UNSAFE : Expected.SAFE;
        }

        /** The baseline. */
        private List<Event> once() {
            List<Event> events = new ArrayList<>();
            play(1, job.size(), false, false, events);
            return events;
        }

        /** Whether some sequence of crashes, and a delivery that runs to its end, goes wrong. */
        private boolean crashes(int delivery, List<Event> before, boolean noted) {
            List<Event> ended = new ArrayList<>(before);
            play(delivery, job.size(), false, noted, ended);
            boolean wrong = isWrong(ended);
            for (int done = 0; !wrong && delivery <= MOST && done <= job.size(); done++) {
                List<Event> crashed = new ArrayList<>(before);
                boolean then = play(delivery, done, true, noted, crashed);
                wrong = crashes(delivery + 1, crashed, then);
            }
            return wrong;
        }

        /** So many steps of one delivery; whether it is noted afterwards. */
        private boolean play(int delivery, int steps, boolean crash, boolean noted, List<Event> events) {
            boolean now = noted;
            for (Op op : job.subList(0, steps)) {
                if (op == Op.LOOK && now) {
                    break;
                }
                events.add(new Event(delivery, op, false, op == Op.NOTE && !now));
                now |= op == Op.NOTE;
            }
            if (crash) {
                events.add(new Event(delivery, Op.READ, true, false));
            }
            return now;
        }

        private boolean isWrong(List<Event> events) {
            return isWrong(events, Op.MAIL_A) || isWrong(events, Op.MAIL_B);
        }

        private boolean isWrong(List<Event> events, Op mail) {
            long once = once().stream().filter(event -> event.op() == mail).count();
            List<Integer> sent = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i).op() == mail) {
                    sent.add(i);
                }
            }
            if (sent.size() < once || once == 0 && !sent.isEmpty()) {
                return true;
            }
            List<Integer> used = new ArrayList<>();
            for (int repeat : sent.subList((int) once, sent.size())) {
                long recorded = sent.stream()
                        .filter(earlier -> earlier < repeat && recordOf(earlier, events) < repeat)
                        .count();
                boolean excused = recorded < once
                        && sent.stream()
                                .filter(earlier -> earlier < repeat && !used.contains(earlier))
                                .filter(earlier -> crashOf(earlier, events) < repeat)
                                .findFirst()
                                .map(used::add)
                                .orElse(false);
                if (!excused) {
                    return true;
                }
            }
            return false;
        }

        private static int recordOf(int mail, List<Event> events) {
            for (int i = mail; i < events.size(); i++) {
                if (events.get(i).delivery() == events.get(mail).delivery()
                        && events.get(i).fresh()) {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }

        /** The crash of its worker before its record. */
        private static int crashOf(int mail, List<Event> events) {
            for (int i = mail; i < recordOf(mail, events) && i < events.size(); i++) {
                if (events.get(i).delivery() == events.get(mail).delivery()
                        && events.get(i).crash()) {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }
    }
}
