package io.runstwice.schedule;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Deliveries, faults and the order in which workers take turns. A value: equal text, equal schedule, equal run.
 *
 * <p>Its text is the turns separated by {@code ;}, each {@code D1}, optionally followed by what happens to it:
 *
 * <pre>
 * D1 crash after gateway POST /v1/charges #1; D2
 * D1 lost reply of db COMMIT #1; D2 crash before db UPDATE invoices #1; 1h later D3
 * D1 acknowledgement lost; 25h later D2
 * D1 pause before db INSERT charges #1; copy D2; D1
 * D1 pause before db COMMIT #1; 1h later D2; D1 crash before db COMMIT #1
 * D1 partition of db from db INSERT charges #1; D2 partition of db; D3
 * D1 shutdown before db COMMIT #1; 25s later D1 crash before db COMMIT #1; D2
 * actor producer pause before db COMMIT #1; D1; actor producer
 * D1 of #2 crash after db INSERT charges #1; D2 of #1; D3 of #2
 * </pre>
 *
 * A delivery begins with its first turn: {@code copy} says that the message was enqueued once more; without it, a
 * delivery that begins while another one stands still is the same message, handed out again because its visibility
 * lapsed. Workers that stand still when the turns are over go on to their end, the lowest number first. In a history of
 * several distinct messages {@code of #2} says which one a delivery brings.
 *
 * <p>Several faults of one delivery are separated by {@code " and "}. A message that is not settled after the last turn
 * is redelivered without faults until it is.
 *
 * <p>A schedule that is made up before the job is known has no turns yet. It is a sequence of choices, at least one:
 *
 * <pre>
 * choices 3 0 7
 * </pre>
 *
 * Each number chooses the next turn among those that are possible where it comes to be read, counted round and round,
 * so that every sequence becomes a schedule of every job: see {@link #choosing}. It is bound when it is replayed.
 *
 * @param turns at least one; none before it is bound
 * @param choices none, unless it is still to be bound
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Schedule(List<Turn> turns, List<Integer> choices) {

    private static final int LARGEST_CHOICE = 999_999_999;

    public Schedule {
        turns = List.copyOf(turns);
        choices = List.copyOf(choices);
        if (turns.isEmpty() == choices.isEmpty()) {
            throw new IllegalArgumentException("a schedule has at least one turn, or at least one choice and no turn");
        }
        if (choices.stream().anyMatch(choice -> choice < 0 || choice > LARGEST_CHOICE)) {
            throw new IllegalArgumentException(
                    "choices lie between 0 and " + LARGEST_CHOICE + ", but these are " + choices);
        }
        for (int i = 0; i < turns.size(); i++) {
            String refusal = TurnOrder.refusal(turns.subList(0, i), turns.get(i));
            if (refusal != null) {
                throw new IllegalArgumentException(refusal);
            }
        }
    }

    /** One whose turns are known. */
    public Schedule(List<Turn> turns) {
        this(turns, List.of());
    }

    /**
     * A schedule that is made up before the job is known, and bound to the job's interactions when it is replayed.
     *
     * <p>In each place 0 adds nothing to the plain run. Then come, in this order, the acknowledgement lost, a crash at
     * each point, a message lost at each interaction, being cut off from each, and standing still before each while
     * another delivery runs; where several workers could act next, the numbers go round among them first. Numbers that
     * are too large begin again from 0; when there are no more, everything goes on without faults. So fewer and smaller
     * numbers are fewer faults, fewer deliveries, fewer switches and earlier points.
     *
     * @param choices at least one, each between 0 and 999,999,999
     */
    public static Schedule choosing(List<Integer> choices) {
        return new Schedule(List.of(), choices);
    }

    /** One delivery and no fault: the schedule of the baseline. */
    public static Schedule once() {
        return of(Turn.of(1));
    }

    /** These deliveries, in this order. */
    public static Schedule of(Turn... turns) {
        return new Schedule(List.of(turns));
    }

    /**
     * Reads a schedule from its text.
     *
     * @throws ScheduleSyntaxException if the text is none; the message shows the place and the forms that would be
     */
    public static Schedule parse(String text) {
        return ScheduleParser.parse(text);
    }

    /** Whether its turns are known: if not, it still has to be bound to a job. */
    public boolean isBound() {
        return choices.isEmpty();
    }

    /** This schedule and one more turn. */
    public Schedule then(Turn turn) {
        List<Turn> more = new ArrayList<>(turns);
        more.add(turn);
        return new Schedule(more);
    }

    /** How many faults it has, pauses left out. */
    public int faults() {
        return (int) turns.stream()
                .flatMap(turn -> turn.faults().stream())
                .filter(Fault::harms)
                .count();
    }

    /** How often a worker that could go on had to give its turn away. */
    public int preemptions() {
        return (int) turns.stream().filter(Turn::pauses).count();
    }

    /** How many deliveries it begins. */
    public int deliveries() {
        return turns.stream().mapToInt(Turn::delivery).max().orElse(0);
    }

    @Override
    public String toString() {
        return isBound() ? ScheduleText.ofTurns(turns) : ScheduleText.ofChoices(choices);
    }
}
