package io.runstwice.judge;

import static io.runstwice.judge.Worlds.NOON;
import static io.runstwice.judge.Worlds.at;
import static io.runstwice.judge.Worlds.plus;
import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All baselines drew their ids within one second, and the judged run draws its own a minute later. */
class TimeOrderedIdTests {

    private static final Table MAILS = table("db mails", List.of("id number!", "message value"));
    private static final Table FILES = table("db files", List.of("id number!", "path value"));
    private static final State GIVEN = state(MAILS);
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** A form of ids: a time of so many bits, and random ones behind it. */
    private record Form(String name, String digits, int length, int randomBits, long epochSecond, int unitMillis) {

        String draw(Instant now, Random random) {
            long time = (now.toEpochMilli() - epochSecond * 1_000) / unitMillis;
            BigInteger number = BigInteger.valueOf(time).shiftLeft(randomBits).or(new BigInteger(randomBits, random));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                BigInteger[] parts = number.divideAndRemainder(BigInteger.valueOf(digits.length()));
                text.append(digits.charAt(parts[1].intValue()));
                number = parts[0];
            }
            return text.reverse().toString();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form("ULID", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 26, 80, 0, 1),
                new Form("ObjectId", "0123456789abcdef", 24, 64, 0, 1_000),
                new Form("KSUID", BASE_62, 27, 128, 1_400_000_000, 1_000),
                new Form("xid", "0123456789abcdefghijklmnopqrstuv", 20, 68, 0, 1_000),
                new Form("TSID", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 13, 22, 1_577_836_800, 1));
    }

    private static Observation run(Instant now, String message) {
        return at(now, state(plus(MAILS, row("1", message))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void idOfALaterMinute_isRight(Form form) {
        Random random = new Random(7);
        Judge judge = judge(form, random, "");
        Instant later = NOON.plusSeconds(61);

        assertThat(judge.judge(run(later, form.draw(later, random)), true, Set.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void amountBesideAnId_isCompared(Form form) {
        Random random = new Random(7);
        Judge judge = judge(form, random, "1600 ");
        Instant later = NOON.plusSeconds(61);

        assertThat(judge.judge(run(later, "1600 " + form.draw(later, random)), true, Set.of()))
                .isEmpty();
        assertThat(judge.judge(run(later, "1700 " + form.draw(later, random)), true, Set.of()))
                .isPresent();
    }

    private static Judge judge(Form form, Random random, String before) {
        List<Observation> baselines = Stream.of(0, 100, 200, 300)
                .map(NOON::plusMillis)
                .map(now -> run(now, before + form.draw(now, random)))
                .toList();
        return Judge.of(GIVEN, baselines, Map.of());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void idWithinALongerText_isTheOneThatAnotherRowNames(Form form) {
        for (String text : List.of(
                "/files/%s/a.pdf", "https://x.example/y?id=%s", "order_%s", "order%s", "<%s>", "a/b-%s.tar.gz")) {
            Random random = new Random(7);
            Judge judge = Judge.of(
                    state(MAILS, FILES),
                    Stream.of(0, 100, 200, 300)
                            .map(NOON::plusMillis)
                            .map(now -> named(now, text, form.draw(now, random), ""))
                            .toList(),
                    Map.of());
            Instant later = NOON.plusSeconds(61);
            String id = form.draw(later, random);

            assertThat(judge.judge(named(later, text, id, id), true, Set.of()))
                    .as(text)
                    .isEmpty();
            assertThat(judge.judge(named(later, text, id, form.draw(later, random)), true, Set.of()))
                    .as(text)
                    .isPresent();
            assertThat(judge.judge(named(later, text + "!", id, id), true, Set.of()))
                    .as(text)
                    .isPresent();
        }
    }

    /** One row has the id within a text, and another one names it; by itself if nothing else is said. */
    private static Observation named(Instant now, String text, String id, String name) {
        return at(
                now,
                state(
                        plus(FILES, row("1", String.format(text, id))),
                        plus(MAILS, row("1", name.isEmpty() ? id : name))));
    }
}
