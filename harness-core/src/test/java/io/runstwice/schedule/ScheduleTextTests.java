package io.runstwice.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "D1",
                "D1 crash after gateway POST /v1/charges #1; D2",
                "D1 crash after gateway POST /v1/charges/{id} #12; D2",
                "D1 lost reply of db COMMIT #1; D2 crash before db UPDATE invoices #1; 1h later D3",
                "D1 acknowledgement lost; 25h later D2",
                "D1 lost request of db COMMIT #1 and silent reply of gateway POST /v1/charges #1 and acknowledgement lost",
                "D1 pause before db INSERT charges #1; copy D2; D1",
                "D1 pause before db COMMIT #1; copy D2 lost reply of db SELECT accounts #1; D1; D1",
                "D1 pause in flight of gateway POST /v1/charges #1; copy D2; D1 crash after gateway POST /v1/charges #1; D3",
                "D1 pause before db COMMIT #1; 1h later D2; D1 crash before db COMMIT #1",
                "actor producer pause before db COMMIT #1; D1; actor producer",
                "D1 of #2 crash after db COMMIT #1; D2 of #1; copy D3 of #2; 1h later D4 of #2",
                "D1 time-out of db UPDATE invoices #1; copy D2; D1",
                "D1 shutdown before db COMMIT #1; D2; 25s later D1 crash before db COMMIT #1",
                "D1 partition of db from db INSERT charges #1; D2 partition of db; D3",
                "D1 reply partition of db, gateway from gateway POST /v1/charges #1 and acknowledgement lost; D2",
                "500ms later D1; 1.5s later D2; 1m30s later D3; 168h0.000000001s later D4"
            })
    void documentedText_parsedAndPrinted_isTheSame(String text) {
        assertThat(Schedule.parse(text)).hasToString(text);
    }

    @Test
    void documentedText_parsed_meansWhatItSays() {
        assertThat(Schedule.parse("D1 crash before db a b #2 and lost reply of db COMMIT #1; 1h30m later D2"))
                .isEqualTo(Schedule.of(
                        Turn.of(
                                1,
                                new Fault.Crash(false, new Point("db", "a b", 2)),
                                new Fault.Lost(Loss.REPLY, new Point("db", "COMMIT", 1))),
                        new Turn(2, Duration.ofMinutes(90), List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90s later D1", "1m30s later D1", "90000ms later D1", " 0h1m30.0s  later  D1 "})
    void sameTimeInOtherWords_parsed_isOneSchedule(String text) {
        assertThat(Schedule.parse(text)).hasToString("1m30s later D1");
    }

    @Test
    void dayInWords_parsed_printsAsHours() {
        assertThat(Schedule.parse("7d later D1")).hasToString("168h later D1");
    }

    @Test
    void spreadOverLines_parsed_isOneSchedule() {
        assertThat(Schedule.parse("D1 crash after db COMMIT #1;\n   D2\n"))
                .hasToString("D1 crash after db COMMIT #1; D2");
    }

    static Stream<String> nastyNames() {
        return Stream.of(
                "",
                " ",
                "  ",
                "a  b",
                " x ",
                ";",
                "a; D2",
                "and",
                "and x",
                "x and",
                "x and y and and z",
                "x and crash after db COMMIT #1",
                "android and-or",
                "#1",
                "x #2",
                "a\"b'c\\d",
                "100%",
                "%20",
                "%-",
                "%",
                "a\nb\tc\r\0",
                "größe 金額 😀",
                "\u00a0\u2028\u200b\ufeff",
                "\ud800",
                "x\udc00\ud800y",
                "\udb40\udc01",
                "crash after",
                "lost",
                "later D1",
                "1h later D2");
    }

    @ParameterizedTest
    @MethodSource("nastyNames")
    void nastyName_printedAndParsed_isTheSame(String name) {
        for (Point point : List.of(new Point("db", name, 1), new Point(name, "COMMIT", 1), new Point(name, name, 7))) {
            Schedule schedule = Schedule.of(
                    Turn.of(1, new Fault.Crash(true, point), new Fault.Lost(Loss.REPLY, point)), Turn.of(2));

            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        }
    }

    @ParameterizedTest
    @MethodSource("nastyNames")
    void nastyName_printed_survivesAJavaStringLiteral(String name) {
        String text = Schedule.of(Turn.of(1, new Fault.Crash(true, new Point(name, name, 1))))
                .toString();

        assertThat(text).doesNotContain("\"", "\\", "\n", "\r").doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void anySchedule_printedAndParsed_isTheSame() {
        Random random = new Random(20_260_101);
        for (int i = 0; i < 5_000; i++) {
            Schedule schedule = schedule(random);
            String text = schedule.toString();

            assertThat(Schedule.parse(text)).as(text).isEqualTo(schedule);
            assertThat(Schedule.parse(text)).hasToString(text);
        }
    }

    @Test
    void differentSchedules_printed_differ() {
        Random random = new Random(7);
        List<Schedule> schedules =
                Stream.generate(() -> schedule(random)).limit(3_000).distinct().toList();

        assertThat(schedules.stream().map(Schedule::toString).distinct()).hasSameSizeAs(schedules);
    }

    private static Schedule schedule(Random random) {
        return new Schedule(IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(delivery -> new Turn(delivery, later(random), faults(random)))
                .toList());
    }

    private static Duration later(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Duration.ofHours(random.nextInt(1_000));
            case 1 -> Duration.ofMillis(random.nextInt(10_000_000));
            case 2 -> Duration.ofSeconds(random.nextLong() >>> 1, random.nextInt(1_000_000_000));
            case 3 -> Duration.ofNanos(random.nextInt(5_000_000));
            default -> Duration.ZERO;
        };
    }

    private static List<Fault> faults(Random random) {
        List<Fault> faults = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Point point = new Point(name(random), name(random), 1 + random.nextInt(99));
            faults.add(
                    switch (random.nextInt(7)) {
                        case 5 ->
                            new Fault.Partition(
                                    List.of(name(random), name(random)),
                                    random.nextBoolean(),
                                    random.nextBoolean() ? point : null);
                        case 3 -> new Fault.Pause(random.nextBoolean(), point);
                        case 4 -> new Fault.Expired(point);
                        case 6 -> new Fault.Shutdown(point);
                        case 0 -> new Fault.Crash(random.nextBoolean(), point);
                        case 1 -> new Fault.Lost(Loss.values()[random.nextInt(3)], point);
                        default -> new Fault.AcknowledgementLost();
                    });
        }
        return faults;
    }

    private static String name(Random random) {
        List<String> nasty = nastyNames().toList();
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            name.append(
                    switch (random.nextInt(4)) {
                        case 0 -> nasty.get(random.nextInt(nasty.size()));
                        case 1 -> " ";
                        case 2 -> String.valueOf((char) random.nextInt(0x10000));
                        default -> "INSERT charges";
                    });
        }
        return name.toString();
    }
}
