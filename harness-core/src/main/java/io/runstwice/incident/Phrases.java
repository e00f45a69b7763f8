package io.runstwice.incident;

import io.runstwice.schedule.TimeWords;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The parts of the sentences of a report: worker, time and place, as parts of patterns and as values. */
final class Phrases {

    /** A delivery; D1 by its number, the others by what the report speaks of. */
    static final String WHO =
            "(?<who>d\\d{1,3}|(?:the )?(?:first|second|third) (?:delivery|worker|copy|pod)|(?:delivery|worker) \\d{1,3}"
                    + "|(?:the |its |our )?(?:worker|pod|process|job|delivery|machine|container|consumer)|it)";

    /** An interaction. */
    static final String CALL = "(?<call>.+?)";

    /** How much later, or nothing. */
    static final String WHEN =
            "(?:,? (?:(?<now>at once|immediately|right away)|(?<some>(?:some time |much |a while )?later)"
                    + "|after (?<after>.+?)|(?<time>(?:\\d|an? |one |half ).*?) later))?";

    /** Where in the delivery, or nothing. */
    static final String PLACE =
            "(?: (?:(?<place>(?:right |just |directly )?(?:after|before)|some ?time after|some ?time before|during|in) (?<at>.+?)"
                    + "|between (?<from>.+?) and (?<until>.+?)|some ?time later))?";

    private static final Map<String, Integer> ORDINALS = Map.of("first", 1, "second", 2, "third", 3);

    private Phrases() {}

    /** The number of the delivery, or 0 if the report does not say. */
    static int who(Matcher sentence) {
        String who = sentence.group("who");
        if (who == null) {
            return 0;
        }
        String digits = who.replaceAll("\\D", "");
        if (!digits.isEmpty()) {
            return Math.max(Integer.parseInt(digits), 1);
        }
        String words = who.toLowerCase(Locale.ROOT);
        return ORDINALS.entrySet().stream()
                .filter(ordinal -> words.contains(ordinal.getKey()))
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    /** When, or null if what stands there is no time. */
    static @Nullable When when(Matcher sentence) {
        if (sentence.group("some") != null) {
            return When.SOME_TIME;
        }
        String time = sentence.group("after") == null ? sentence.group("time") : sentence.group("after");
        return time == null
                ? When.AT_ONCE
                : TimeWords.read(time).map(said -> new When(said, false)).orElse(null);
    }

    static Place place(Matcher sentence) {
        if (sentence.group("from") != null) {
            return new Place(
                    Place.Kind.BETWEEN, CallName.of(sentence.group("from")), CallName.of(sentence.group("until")));
        }
        if (sentence.group("place") == null) {
            return Place.ANYWHERE;
        }
        return new Place(kind(sentence.group("place").toLowerCase(Locale.ROOT)), call(sentence, "at"), null);
    }

    private static Place.Kind kind(String words) {
        boolean some = words.startsWith("some");
        if (words.endsWith("after")) {
            return some ? Place.Kind.SOME_TIME_AFTER : Place.Kind.AFTER;
        } else if (words.endsWith("before")) {
            return some ? Place.Kind.SOME_TIME_BEFORE : Place.Kind.BEFORE;
        }
        return Place.Kind.DURING;
    }

    /** The interaction in a group, or null. */
    static @Nullable CallName call(Matcher sentence, String group) {
        String call = sentence.group(group);
        return call == null ? null : CallName.of(call);
    }
}
