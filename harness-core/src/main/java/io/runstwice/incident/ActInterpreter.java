package io.runstwice.incident;

import io.runstwice.explore.DryRun;
import io.runstwice.incident.Happening.Begins;
import io.runstwice.incident.Happening.Dies;
import io.runstwice.incident.Happening.GoesOn;
import io.runstwice.incident.Happening.Logged;
import io.runstwice.incident.Happening.Loses;
import io.runstwice.incident.Happening.StandsStill;
import io.runstwice.incident.Happening.Unheard;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Effect;
import io.runstwice.world.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Interprets the acts of a report one after the other, in every way in which each can be meant. */
final class ActInterpreter {

    /** Runs are kept for the next act, and no longer. */
    private static final int MOST_KEPT = 64;

    private final IncidentReport report;
    private final DryRun dryRun;
    private final Misfits misfits;
    private final Map<List<Turn>, Run> runs = new LinkedHashMap<>();

    ActInterpreter(IncidentReport report, DryRun dryRun, Misfits misfits) {
        this.report = report;
        this.dryRun = dryRun;
        this.misfits = misfits;
    }

    /** What these turns lead to. */
    Run run(List<Turn> turns) {
        if (runs.size() > MOST_KEPT) {
            runs.clear();
        }
        Run known = runs.get(turns);
        if (known == null) {
            known = dryRun.of(turns);
            runs.put(turns, known);
        }
        return known;
    }

    /** The ways in which a draft can go on with an act; none if it cannot. */
    List<Draft> interpret(Draft draft, Happening act) {
        if (act instanceof Begins begins) {
            return begins(draft, begins);
        } else if (act instanceof GoesOn goes) {
            return goes.when().within(dryRun.redeliveredWithin()).stream()
                    .map(later -> draft.then(turn(goes.who(), later)))
                    .toList();
        } else if (act instanceof Dies dies) {
            return dies(draft, dies);
        } else if (act instanceof Loses loses) {
            return loses(draft, loses);
        } else if (act instanceof StandsStill stands) {
            return standsStill(draft, stands);
        }
        return act instanceof Unheard ? List.of(draft.with(new Fault.AcknowledgementLost())) : List.of(draft);
    }

    private static Turn turn(int delivery, Duration later) {
        return new Turn(delivery, later, List.of());
    }

    private List<Draft> begins(Draft draft, Begins begins) {
        if (begins.who() == 1) {
            return List.of(draft.then(Turn.of(1)));
        }
        List<Draft> all = new ArrayList<>();
        for (Duration later : begins.when().within(dryRun.redeliveredWithin())) {
            Turn turn = new Turn(WorkerName.delivery(begins.who()), begins.source(), later, List.of());
            Draft next = draft.then(turn);
            if (checkDelivered(next, turn)) {
                all.add(next);
            }
        }
        if (!all.isEmpty() || report.fixed() != IncidentReport.Fixed.YES) {
            return all;
        }
        return List.of(draft.ended());
    }

    private boolean checkDelivered(Draft draft, Turn turn) {
        List<Turn> done = dryRun.turnsOf(run(draft.turns()));
        int at = draft.turns().size() - 1;
        boolean begun = at < done.size()
                && done.get(at).worker().equals(turn.worker())
                && done.get(at).source() == turn.source();
        if (!begun) {
            misfits.add(
                    line(turn.delivery()), "D" + turn.delivery() + " never came: the message had been settled before");
        }
        return begun;
    }

    private int line(int delivery) {
        return report.acts().stream()
                .filter(act -> act instanceof Begins && act.who() == delivery)
                .mapToInt(Happening::line)
                .findFirst()
                .orElse(0);
    }

    /**
     * Points with nothing durable between them are one class: each span has its first point, and those after a durable
     * effect.
     */
    private List<Draft> dies(Draft draft, Dies dies) {
        Calls calls = calls(draft, dies.who());
        int begin = begin(draft, calls);
        if (calls.trace().isEmpty()) {
            misfits.add(dies.line(), "D" + dies.who() + " calls nothing, so it can die nowhere");
            return List.of();
        }
        List<Draft> all = new ArrayList<>();
        for (Span span : Span.both(Span.of(dies.place(), dies.line(), calls, begin), logged(calls, begin))) {
            IntStream.rangeClosed(span.first(), span.last())
                    .filter(after ->
                            after == span.first() || calls.trace().get(after).effect() == Effect.DURABLE)
                    .mapToObj(after -> crash(calls.trace(), after, begin, dies.place()))
                    .forEach(crash -> all.add(draft.with(crash)));
        }
        if (all.isEmpty()) {
            misfits.add(
                    dies.line(), "D" + dies.who() + " has no such point to die at, if all that is said of it is so");
        }
        return all;
    }

    private static Fault crash(List<Step.Passed> trace, int after, int begin, Place place) {
        boolean before = after < begin || place.kind() == Place.Kind.BEFORE;
        return new Fault.Crash(!before, trace.get(before ? after + 1 : after).point());
    }

    /** Where the last point can be, as far as the log says. */
    private List<Span> logged(Calls calls, int begin) {
        List<Span> spans = List.of(new Span(begin - 1, calls.trace().size() - 1));
        for (Logged logged : report.log()) {
            if (logged.who() == calls.delivery()) {
                Place.Kind kind = logged.last() ? Place.Kind.AFTER : Place.Kind.SOME_TIME_AFTER;
                spans = Span.both(spans, Span.of(new Place(kind, logged.call(), null), logged.line(), calls, begin));
            }
        }
        return spans;
    }

    private List<Draft> loses(Draft draft, Loses loses) {
        Calls calls = calls(draft, loses.who());
        List<Draft> all = new ArrayList<>();
        for (int place : placesOf(loses, calls, begin(draft, calls))) {
            Step.Passed step = calls.trace().get(place);
            List<Loss> ways = loses.how().among(step.interaction().losses());
            if (ways.isEmpty() && loses.call() != null) {
                misfits.add(loses.line(), step.point() + " cannot lose that: " + canLose(step));
            }
            ways.forEach(loss -> all.add(draft.with(new Fault.Lost(loss, step.point()))));
        }
        return all;
    }

    private static String canLose(Step.Passed step) {
        List<String> losses = step.interaction().losses().stream()
                .sorted()
                .map(loss ->
                        new Fault.Lost(loss, new Point("", "", 1)).toString().replaceAll(" of .*", ""))
                .toList();
        return losses.isEmpty() ? "nothing of it can be lost" : "there is " + String.join(", ", losses);
    }

    private List<Integer> placesOf(Loses loses, Calls calls, int begin) {
        CallName named = loses.call();
        if (named != null) {
            return calls.places(loses.line(), named).stream()
                    .filter(place -> place >= begin)
                    .toList();
        }
        return report.log().stream()
                .filter(logged -> logged.who() == loses.who())
                .reduce((first, second) -> second)
                .map(logged -> calls.places(logged.line(), logged.call()))
                .orElseGet(() ->
                        IntStream.range(begin, calls.trace().size()).boxed().toList());
    }

    private List<Draft> standsStill(Draft draft, StandsStill stands) {
        Calls calls = calls(draft, stands.who());
        int begin = begin(draft, calls);
        if (stands.place().kind() == Place.Kind.DURING) {
            return inFlight(draft, stands, calls);
        }
        List<Draft> all = new ArrayList<>();
        for (Span span : Span.both(Span.of(stands.place(), stands.line(), calls, begin), logged(calls, begin))) {
            IntStream.rangeClosed(span.first(), span.last())
                    .map(after -> after + 1)
                    .filter(before -> before < calls.trace().size())
                    .mapToObj(before -> calls.trace().get(before).point())
                    .forEach(point -> all.add(draft.frozen(stands.who(), new Fault.Pause(false, point))));
        }
        if (all.isEmpty()) {
            misfits.add(
                    stands.line(), "D" + stands.who() + " calls nothing more there before which it could stand still");
        }
        return all;
    }

    private List<Draft> inFlight(Draft draft, StandsStill stands, Calls calls) {
        CallName name = stands.place().call();
        List<Draft> all = new ArrayList<>();
        for (int place : name == null ? List.<Integer>of() : calls.places(stands.line(), name)) {
            Step.Passed step = calls.trace().get(place);
            if (step.interaction().flies()) {
                all.add(draft.frozen(stands.who(), new Fault.Pause(true, step.point())));
            } else {
                misfits.add(
                        stands.line(),
                        step.point()
                                + " cannot be held in flight: say before or after it, where its worker can stand still");
            }
        }
        return all;
    }

    private Calls calls(Draft draft, int delivery) {
        return new Calls(delivery, run(draft.turns()).interactions(delivery), misfits);
    }

    /** The first interaction of its present turn. */
    private static int begin(Draft draft, Calls calls) {
        Point frozen = draft.frozenAt().get(calls.delivery());
        return IntStream.range(0, calls.trace().size())
                .filter(i -> calls.trace().get(i).point().equals(frozen))
                .findFirst()
                .orElse(0);
    }
}
