package io.runstwice.incident;

import static io.runstwice.incident.Phrases.CALL;
import static io.runstwice.incident.Phrases.PLACE;
import static io.runstwice.incident.Phrases.WHEN;
import static io.runstwice.incident.Phrases.WHO;

import io.runstwice.incident.Happening.Begins;
import io.runstwice.incident.Happening.Dies;
import io.runstwice.incident.Happening.Ends;
import io.runstwice.incident.Happening.GoesOn;
import io.runstwice.incident.Happening.Lapses;
import io.runstwice.incident.Happening.Logged;
import io.runstwice.incident.Happening.Loses;
import io.runstwice.incident.Happening.StandsStill;
import io.runstwice.incident.Happening.Together;
import io.runstwice.incident.Happening.Unheard;
import io.runstwice.schedule.Source;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The ways of saying what happened. A new one adds its line here. */
final class HappeningForms {

    private static final String DELIVERED = "(?:(?:(?:the|our) message|" + WHO
            + ") )?(?:(?:was|is|got) )?(?:re-?delivered|delivered|handed out|retried|begun|began|started|came|arrived)";
    private static final String DIED =
            "(?:(?:was|got|is) )?(?:(?:oom-?)?killed|died|crashed|evicted|gone|dead|sigkilled|restarted|disappeared)";
    private static final String HIS = "(?:" + WHO + "(?:'s|:) )?(?:(?:the|its) )?";
    private static final String LOST = "(?:(?:was|got) )?(?:lost|never (?:came|arrived))";

    static final List<Form<Happening>> ALL = List.of(
            form(
                    "the message was delivered (again) (at once | 40 minutes later | some time later)",
                    DELIVERED + "(?: again)?(?: for the (?:first|second|third) time)?" + WHEN,
                    (said, line) -> begins(said, line, Source.MESSAGE)),
            form(
                    "a copy was delivered",
                    "(?:(?:a|the|another|one more) )?(?:second )?copy(?: of (?:it|the message))? (?:was |is )?(?:delivered|begun|began|started)"
                            + WHEN + "|" + DELIVERED.replace("<who>", "<other>") + " as a copy",
                    (said, line) -> timed(said, when -> new Begins(line, 0, Source.COPY, when))),
            form(
                    "two copies ran at once",
                    "(?:(?:two|2|both|d1 and d2)(?: (?:copies|deliveries|workers|of them))?(?: (?:were|was|ran|run|worked|delivered|running))*"
                            + " (?:at once|at the same time|in parallel|together)|two at once|(?:it |the message )?was delivered twice at once)",
                    (said, line) -> new Together(line, 0)),
            form(
                    "visibility lapsed (after 40 minutes)",
                    "(?:the |its )?visibility(?: time-?out)? (?:lapsed|expired|ran out|was over)" + WHEN,
                    (said, line) -> timed(said, when -> new Lapses(line, 0, when))),
            form(
                    "D1 was frozen before <call> (while another one ran)",
                    WHO + " (?:(?:was|is) )?(?:frozen|froze|stood still|paused|stalled|hung)" + PLACE
                            + "(?<while>,? while .+ (?:ran|worked|was delivered))?",
                    HappeningForms::standsStill),
            form(
                    "D1 went on",
                    WHO + " (?:went on|woke up|came back|resumed|thawed|continued)" + WHEN,
                    (said, line) -> timed(said, when -> new GoesOn(line, Phrases.who(said), when))),
            form(
                    "the last call in the log was <call>",
                    "(?:(?:the|its) )?last (?:call|line|entry|request)?(?: ?of " + WHO
                            + ")?(?: ?in (?:the|its) logs?)?(?: is| was|:) " + CALL,
                    logged(true)),
            form(
                    "",
                    WHO + "(?:'s|:) last (?:call|line|entry)(?: in (?:the|its) logs?)?(?: is| was|:) " + CALL,
                    logged(true)),
            form(
                    "<call> was the last call of D1 in the log",
                    CALL + " (?:is|was) (?:the|its) last (?:call|line|entry|one)(?: of " + WHO
                            + ")?(?: in (?:the|its) logs?)?",
                    logged(true)),
            form(
                    "D1 (was killed | died) (before | after | some time after | during) <call>",
                    WHO + ":? " + DIED + PLACE,
                    (said, line) -> new Dies(line, Phrases.who(said), Phrases.place(said))),
            form(
                    "the acknowledgement was lost",
                    "(?:the |its )?(?:ack|acknowledgement|acknowledgment)(?: of " + WHO + ")? " + LOST,
                    (said, line) -> new Unheard(line, Phrases.who(said))),
            form(
                    "",
                    "(?:" + WHO + " (?:finished|ended|succeeded|returned),? (?:and|but) )?the queue never heard of it",
                    (said, line) -> new Unheard(line, Phrases.who(said))),
            form(
                    "the (request | reply) of <call> (was lost | timed out | came too late)",
                    HIS + "request(?: (?:of|for|to) " + CALL + ")? " + LOST,
                    loses(Lossy.REQUEST)),
            form(
                    "",
                    HIS + "(?:reply|answer|response)(?: (?:of|for|to|from) " + CALL + ")? " + LOST,
                    loses(Lossy.REPLY)),
            form(
                    "",
                    HIS + "(?:reply|answer|response)(?: (?:of|for|to|from) " + CALL
                            + ")? (?:was|came|is) (?:too )?late",
                    loses(Lossy.LATE)),
            form(
                    "",
                    HIS + "(?:reply|answer|response)(?: (?:of|for|to|from) " + CALL + ")? timed out",
                    loses(Lossy.TIMED_OUT)),
            form(
                    "<call> timed out",
                    "(?:" + WHO + ": )?" + CALL + " (?:timed out|got no (?:reply|answer))",
                    loses(Lossy.TIMED_OUT)),
            form(
                    "the connection broke during <call>",
                    HIS + "connection (?:broke|closed|was closed|dropped|was lost)(?: (?:during|in|at) " + CALL + ")?",
                    loses(Lossy.BROKE)),
            form(
                    "D1 (acknowledged | failed)",
                    WHO + " (?:acknowledged|acked|succeeded|finished|completed)(?: the message| it)?",
                    (said, line) -> new Ends(line, Phrases.who(said), true)),
            form(
                    "",
                    WHO + " (?:failed|threw|gave the message back|gave it back)",
                    (said, line) -> new Ends(line, Phrases.who(said), false)),
            form(
                    "D1 called <call>",
                    WHO + "(?: had| has)? (?:called|sent|made|executed|reached) " + CALL,
                    logged(false)),
            form("", CALL + " (?:is|was|stands) in (?:the|its) logs?(?: of " + WHO + ")?", logged(false)));

    private HappeningForms() {}

    private static Form<Happening> form(
            String shown, String pattern, BiFunction<Matcher, Integer, ? extends @Nullable Happening> reading) {
        return Form.of(shown, pattern, reading);
    }

    private static @Nullable Happening begins(Matcher said, int line, Source source) {
        return timed(said, when -> new Begins(line, Phrases.who(said), source, when));
    }

    private static @Nullable Happening timed(Matcher said, java.util.function.Function<When, Happening> reading) {
        When when = Phrases.when(said);
        return when == null ? null : reading.apply(when);
    }

    private static Happening standsStill(Matcher said, int line) {
        return new StandsStill(line, Phrases.who(said), Phrases.place(said), said.group("while") != null);
    }

    private static BiFunction<Matcher, Integer, Happening> logged(boolean last) {
        return (said, line) -> new Logged(line, Phrases.who(said), CallName.of(said.group("call")), last);
    }

    private static BiFunction<Matcher, Integer, Happening> loses(Lossy how) {
        return (said, line) -> new Loses(line, Phrases.who(said), how, Phrases.call(said, "call"));
    }
}
