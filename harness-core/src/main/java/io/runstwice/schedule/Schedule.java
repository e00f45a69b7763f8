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
 * actor producer pause before db COMMIT #1; D1; actor producer
 * </pre>
 *
 * A delivery begins with its first turn: {@code copy} says that the message was enqueued once more; without it, a delivery that begins
 * while another one stands still is the same message, handed out again because its visibility lapsed. Workers that stand still when
 * the turns are over go on to their end, the lowest number first.
 *
 * <p>Several faults of one delivery are separated by {@code " and "}. A message that is not settled after the last turn is redelivered without
 * faults until it is.
 *
 * @param turns at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Schedule(List<Turn> turns) {

    public Schedule {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a schedule has at least one turn");
        }
        for (int i = 0; i < turns.size(); i++) {
            String refusal = TurnOrder.refusal(turns.subList(0, i), turns.get(i));
            if (refusal != null) {
                throw new IllegalArgumentException(refusal);
            }
        }
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
        return ScheduleText.parse(text);
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
        return ScheduleText.print(this);
    }
}
