package io.runstwice.schedule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text form of a schedule.
 *
 * <p>Names from the outside world are written as they are, but for characters that would end them early: see
 * {@link NameText}.
 */
final class ScheduleText {

    /** The word with which a sequence of choices begins. */
    static final String CHOICES = "choices";

    private ScheduleText() {}

    static String ofTurns(List<Turn> turns) {
        return turns.stream().map(ScheduleText::print).collect(Collectors.joining("; "));
    }

    static String ofChoices(List<Integer> choices) {
        return choices.stream().map(String::valueOf).collect(Collectors.joining(" ", CHOICES + " ", ""));
    }

    private static String print(Turn turn) {
        String later = turn.later().equals(Duration.ZERO) ? "" : DurationText.print(turn.later()) + " later ";
        String faults = turn.faults().stream().map(FaultText::print).collect(Collectors.joining(" and "));
        String copy = turn.source() == Source.COPY ? "copy " : "";
        String worker = (turn.worker().isDelivery() ? "" : "actor ") + turn.worker();
        String message = turn.message() == 0 ? "" : " of #" + turn.message();
        return later + copy + worker + message + (faults.isEmpty() ? "" : " " + faults);
    }
}
