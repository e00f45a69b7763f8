package io.runstwice.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of a schedule, and says where and how a text is none. */
final class ScheduleParser {

    private static final Pattern TURN = Pattern.compile(
            "(?:(?<later>\\S+) +later +)?(?:(?<copy>copy +)?(?<delivery>D[1-9]\\d{0,8})(?: +of +#(?<message>[1-9]\\d{0,8}))?|actor +(?<actor>[A-Za-z][A-Za-z0-9_-]*))"
                    + "(?: +(?<faults>.*))?",
            Pattern.DOTALL);
    private static final Pattern POINT =
            Pattern.compile("(?<resource>[^ ]+) ++(?<label>.+) #(?<occurrence>[1-9]\\d{0,8})", Pattern.DOTALL);

    private static final Pattern PARTITION = Pattern.compile(
            "(?<replies>reply +)?partition +of +(?<resources>[^ ,]+(?: *, *[^ ,]+)*+)(?: +from +(?<point>.*))?",
            Pattern.DOTALL);

    private static final Pattern CHOICES = Pattern.compile(ScheduleText.CHOICES + "(?:\\s.*)?", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\S+");
    private static final int LONGEST_NUMBER = 9;
    private static final Pattern CHOICE = Pattern.compile("[0-9]{1," + LONGEST_NUMBER + "}");

    private ScheduleParser() {}

    /** Some words of the text, and where they begin: characters count from 1. */
    private record Words(String text, int at) {

        List<Words> split(String separator) {
            List<Words> parts = new ArrayList<>();
            int from = 0;
            for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
                parts.add(part(from, to));
                from = to + separator.length();
            }
            parts.add(part(from, text.length()));
            return parts;
        }

        Words part(int from, int to) {
            String part = text.substring(from, to);
            return new Words(
                    part.strip(),
                    at + from + part.length() - part.stripLeading().length());
        }

        ScheduleSyntaxException because(String requirement) {
            String found = text.isEmpty() ? "nothing" : "\"" + text + "\"";
            return new ScheduleSyntaxException(
                    "Not a schedule: at character " + at + " there is " + found + ", but " + requirement);
        }
    }

    static Schedule parse(String text) {
        Words all = new Words(text, 1).part(0, text.length());
        return CHOICES.matcher(all.text).matches()
                ? choices(all.part(ScheduleText.CHOICES.length(), all.text.length()))
                : turns(text);
    }

    private static Schedule choices(Words numbers) {
        List<Integer> choices = NUMBER.matcher(numbers.text)
                .results()
                .map(found -> choice(numbers.part(found.start(), found.end())))
                .toList();
        if (choices.isEmpty()) {
            throw numbers.because("choices must be at least one number, as in \"choices 3 0 7\"");
        }
        return Schedule.choosing(choices);
    }

    private static Integer choice(Words number) {
        if (!CHOICE.matcher(number.text).matches()) {
            throw number.because("a choice must be a number of at most " + LONGEST_NUMBER + " digits");
        }
        return Integer.valueOf(number.text);
    }

    private static Schedule turns(String text) {
        List<Words> parts = new Words(text, 1).split(";");
        List<Turn> turns = new ArrayList<>();
        for (Words part : parts) {
            Turn turn = turn(part);
            checkOrder(turns, turn, part);
            turns.add(turn);
        }
        return new Schedule(turns);
    }

    private static void checkOrder(List<Turn> before, Turn turn, Words words) {
        String refusal = TurnOrder.refusal(before, turn);
        if (refusal != null) {
            throw words.because(refusal);
        }
    }

    private static Turn turn(Words words) {
        Matcher turn = TURN.matcher(words.text);
        if (!turn.matches()) {
            throw words.because(
                    "a turn must be \"D<n>\", \"D<n> of #<message>\", \"copy D<n>\", \"actor <name>\" or one of them after \"<time> later\", "
                            + "optionally followed by its faults, as in \"1h later D2 crash after db COMMIT #1\";"
                            + " or all of it \"choices\" and numbers");
        }
        List<Fault> faults = new ArrayList<>();
        if (turn.group("faults") != null) {
            words.part(turn.start("faults"), turn.end("faults"))
                    .split(" and ")
                    .forEach(part -> faults.add(fault(part)));
        }
        Duration later =
                turn.group("later") == null ? Duration.ZERO : later(words.part(turn.start("later"), turn.end("later")));
        return new Turn(
                worker(words, turn),
                turn.group("copy") == null ? Source.MESSAGE : Source.COPY,
                later,
                faults,
                message(turn));
    }

    private static int message(Matcher turn) {
        return turn.group("message") == null ? 0 : Integer.parseInt(turn.group("message"));
    }

    private static WorkerName worker(Words words, Matcher turn) {
        try {
            return turn.group("delivery") == null
                    ? WorkerName.actor(turn.group("actor"))
                    : new WorkerName(turn.group("delivery"));
        } catch (IllegalArgumentException delivery) {
            throw words.because(String.valueOf(delivery.getMessage()));
        }
    }

    private static Duration later(Words words) {
        try {
            return DurationText.parse(words.text);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw words.because("a time must be written like 1h, 1h30m, 25h, 7d, 90s, 1.5s or 500ms");
        }
    }

    private static Fault fault(Words words) {
        if (words.text.equals(FaultText.ACKNOWLEDGEMENT_LOST)) {
            return new Fault.AcknowledgementLost();
        }
        Matcher partition = PARTITION.matcher(words.text);
        if (partition.matches()) {
            return partition(words, partition);
        }
        FaultText.Form form = FaultText.formOf(words.text)
                .orElseThrow(() -> words.because(
                        "a fault must be one of " + FaultText.forms() + "; several are joined by \" and \""));
        return form.fault().apply(point(words.part(form.words().length(), words.text.length())));
    }

    private static Fault partition(Words words, Matcher partition) {
        List<String> resources =
                words.part(partition.start("resources"), partition.end("resources")).split(",").stream()
                        .map(ScheduleParser::name)
                        .toList();
        Point from = partition.group("point") == null
                ? null
                : point(words.part(partition.start("point"), partition.end("point")));
        return new Fault.Partition(resources, partition.group("replies") != null, from);
    }

    private static Point point(Words words) {
        Matcher point = POINT.matcher(words.text);
        if (!point.matches()) {
            throw words.because("a point must be \"<resource> <label> #<n>\", as in \"db INSERT charges #1\"");
        }
        return new Point(
                name(words.part(point.start("resource"), point.end("resource"))),
                name(words.part(point.start("label"), point.end("label"))),
                Integer.parseInt(point.group("occurrence")));
    }

    private static String name(Words words) {
        try {
            return NameText.parse(words.text);
        } catch (IllegalArgumentException unreadable) {
            throw words.because("a percent sign must begin an escape: write the sign itself as %25");
        }
    }
}
