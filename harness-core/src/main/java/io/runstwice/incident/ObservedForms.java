package io.runstwice.incident;

import io.runstwice.judge.Violation;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The ways of saying what the customer saw. */
final class ObservedForms {

    private static final List<String> NUMBERS =
            List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final String NUMBER = "(?:\\d{1,8}|" + String.join("|", NUMBERS) + ")";

    static final List<Form<Observed>> ALL = List.of(
            form(
                    "<resource> <table>: 2 rows (instead of 1)",
                    "(?<where>.+?)(?::| has| had) (?<count>" + NUMBER + ") rows?(?:,? instead of (?<instead>" + NUMBER
                            + ")(?: rows?)?)?",
                    ObservedForms::rows),
            form(
                    "<resource> <table>.<column>: 3000 (instead of 4000)",
                    "(?<where>.+)\\.(?<column>\\w+): (?<value>.+?)(?: instead of (?<instead>.+))?",
                    ObservedForms::cell),
            form(
                    "(double effect | lost effect | stale state) (on <resource> <table>)",
                    "(?<kind>double effect|lost effect|stale state)(?: (?:on|in|at) (?<where>.+))?",
                    ObservedForms::kind),
            form(
                    "stuck",
                    "(?:(?:the message|the job|it) (?:is|was) )?stuck|(?:(?:the message|it) was )?never (?:settled|acknowledged)",
                    (said, line) -> new Observed.Kind(line, null, Violation.Kind.STUCK)),
            form(
                    "broken: <what the test says with always(…)>",
                    "broken(?: invariant)?: (?<what>.+)",
                    (said, line) -> new Observed.Broken(line, said.group("what"))));

    private ObservedForms() {}

    private static Form<Observed> form(
            String shown, String pattern, BiFunction<Matcher, Integer, ? extends Observed> reading) {
        return Form.of(shown, pattern, reading);
    }

    private static Observed rows(Matcher said, int line) {
        return new Observed.Rows(
                line, said.group("where").strip(), number(said.group("count")), number(said.group("instead")));
    }

    private static int number(@Nullable String written) {
        if (written == null) {
            return -1;
        }
        int word = NUMBERS.indexOf(written.toLowerCase(Locale.ROOT));
        return word >= 0 ? word : Integer.parseInt(written);
    }

    private static Observed cell(Matcher said, int line) {
        return new Observed.Cell(
                line,
                said.group("where").strip(),
                said.group("column"),
                said.group("value").strip(),
                said.group("instead"));
    }

    private static Observed kind(Matcher said, int line) {
        String words = said.group("kind").toLowerCase(Locale.ROOT);
        Violation.Kind kind = List.of(Violation.Kind.values()).stream()
                .filter(each -> each.toString().equals(words))
                .findFirst()
                .orElseThrow();
        return new Observed.Kind(line, said.group("where"), kind);
    }
}
