package io.runstwice.incident;

import io.runstwice.run.Step;
import io.runstwice.schedule.Point;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The interactions of a delivery, in which the names of a report are looked up.
 *
 * @param delivery its number
 * @param trace its interactions
 * @param misfits collects the names that are not found
 */
record Calls(int delivery, List<Step.Passed> trace, Misfits misfits) {

    private static final int MOST_NAMED = 12;

    /** A kind of interaction: all those of one name. */
    private record Kind(String resource, String label) {

        static Kind of(Point point) {
            return new Kind(point.resource(), point.label());
        }

        @Override
        public String toString() {
            return resource + " " + label;
        }
    }

    /** The places of the trace that a name means; none if it means nothing there, or several things. */
    List<Integer> places(int line, CallName name) {
        int best = trace.stream()
                .mapToInt(step -> name.likeness(step.point()))
                .max()
                .orElse(0);
        if (best == 0) {
            misfits.add(line, "D" + delivery + " never calls " + Complaints.quoted(name.text()) + ". " + does());
            return List.of();
        }
        List<Kind> kinds = trace.stream()
                .map(Step.Passed::point)
                .filter(point -> name.likeness(point) == best)
                .map(Kind::of)
                .distinct()
                .toList();
        if (kinds.size() > 1) {
            misfits.unclear(
                    line, Complaints.quoted(name.text()) + " may be " + named(kinds, " or ") + ": write more of it");
            return List.of();
        }
        return numbered(line, name, kinds.get(0));
    }

    private List<Integer> numbered(int line, CallName name, Kind kind) {
        List<Integer> places = IntStream.range(0, trace.size())
                .filter(i -> Kind.of(trace.get(i).point()).equals(kind))
                .boxed()
                .toList();
        if (name.occurrence() == 0) {
            return places;
        }
        if (name.occurrence() > places.size()) {
            misfits.add(
                    line,
                    "D" + delivery + " calls " + kind + " " + times(places.size()) + ", so there is no #"
                            + name.occurrence());
            return List.of();
        }
        return List.of(places.get(name.occurrence() - 1));
    }

    private String does() {
        return trace.isEmpty()
                ? "It calls nothing"
                : "It calls "
                        + named(
                                trace.stream()
                                        .map(step -> Kind.of(step.point()))
                                        .distinct()
                                        .toList(),
                                ", ");
    }

    private static String named(List<Kind> kinds, String between) {
        return kinds.stream().limit(MOST_NAMED).map(Kind::toString).collect(Collectors.joining(between))
                + (kinds.size() > MOST_NAMED ? " and " + (kinds.size() - MOST_NAMED) + " more" : "");
    }

    private static String times(int times) {
        return times == 1 ? "once" : times + " times";
    }
}
