package io.runstwice.incident;

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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The events of a report in order. Every sentence knows its delivery, events of one sentence stand one after the other,
 * and an impossible event is a complaint.
 */
final class IncidentTimeline {

    private final Complaints complaints;
    private final List<Happening> acts = new ArrayList<>();
    private final List<Logged> log = new ArrayList<>();
    private final List<Ends> endings = new ArrayList<>();
    private final Set<Integer> dead = new LinkedHashSet<>();
    private final Set<Integer> still = new LinkedHashSet<>();
    private When lapsed = When.AT_ONCE;
    private int begun;
    private int acting;

    private IncidentTimeline(Complaints complaints) {
        this.complaints = complaints;
    }

    static IncidentTimeline of(List<Happening> told, Complaints complaints) {
        IncidentTimeline timeline = new IncidentTimeline(complaints);
        for (int i = 0; i < told.size(); i++) {
            boolean comesAgain = i + 1 < told.size() && told.get(i + 1) instanceof Begins;
            timeline.tell(told.get(i), comesAgain);
        }
        return timeline;
    }

    /** The events of deliveries, in order; each knows its delivery. */
    List<Happening> acts() {
        return List.copyOf(acts);
    }

    /** The interactions that stand in the logs. */
    List<Logged> log() {
        return List.copyOf(log);
    }

    List<Ends> endings() {
        return List.copyOf(endings);
    }

    private void tell(Happening told, boolean comesAgain) {
        if (told instanceof Begins begins) {
            begins(begins);
        } else if (told instanceof Together together) {
            together(together);
        } else if (told instanceof Lapses lapses) {
            lapses(lapses, comesAgain);
        } else if (told instanceof StandsStill stands) {
            standsStill(stands, comesAgain);
        } else if (told instanceof GoesOn goes) {
            goesOn(goes);
        } else if (told instanceof Logged logged) {
            if (ensureBegun(logged)) {
                log.add(logged.of(delivery(logged)));
            }
        } else if (told instanceof Ends ends) {
            if (mayAct(ends)) {
                endings.add(ends.of(delivery(ends)));
            }
        } else {
            strikes(told);
        }
    }

    private void begins(Begins begins) {
        if (begins.who() > 0 && begins.who() != begun + 1) {
            complaints.add(
                    begins.line(),
                    begins.who() <= begun
                            ? "D" + begins.who() + " has been delivered already: the next one is D" + (begun + 1)
                            : "D" + begins.who() + " comes after D" + (begun + 1)
                                    + ", which has not been delivered yet");
            return;
        }
        if (begins.source() == Source.COPY && begun == 0) {
            complaints.add(begins.line(), "the first delivery is no copy");
            return;
        }
        begun++;
        acting = begun;
        boolean saysNothing = begins.when().equals(When.AT_ONCE);
        acts.add(new Begins(begins.line(), begun, begins.source(), saysNothing ? lapsed : begins.when()));
        lapsed = When.AT_ONCE;
    }

    private void together(Together together) {
        if (begun == 0 || dead.contains(acting)) {
            begins(new Begins(together.line(), 0, Source.MESSAGE, When.AT_ONCE));
        }
        standsStill(new StandsStill(together.line(), acting, Place.ANYWHERE, false), true);
        begins(new Begins(together.line(), 0, Source.COPY, When.AT_ONCE));
    }

    private void lapses(Lapses lapses, boolean comesAgain) {
        if (still.isEmpty()) {
            standsStill(new StandsStill(lapses.line(), lapses.who(), Place.ANYWHERE, false), true);
        }
        lapsed = lapses.when();
        if (!comesAgain) {
            begins(new Begins(lapses.line(), 0, Source.MESSAGE, lapses.when()));
        }
    }

    private void standsStill(StandsStill stands, boolean comesAgain) {
        if (!mayAct(stands)) {
            return;
        }
        int who = delivery(stands);
        if (still.contains(who)) {
            complaints.add(stands.line(), "D" + who + " stands still already");
            return;
        }
        acts.add(stands.of(who));
        still.add(who);
        if (stands.overtaken() && !comesAgain) {
            begins(new Begins(stands.line(), 0, Source.MESSAGE, When.AT_ONCE));
        }
    }

    private void goesOn(GoesOn goes) {
        int who = goes.who() > 0 ? goes.who() : still.stream().findFirst().orElse(0);
        if (!still.contains(who)) {
            complaints.add(goes.line(), (who == 0 ? "nobody" : "D" + who) + " stands still here, so no worker goes on");
            return;
        }
        acts.add(goes.of(who));
        still.remove(who);
        acting = who;
    }

    /** Something goes wrong for a delivery; one that stood still goes on for it. */
    private void strikes(Happening told) {
        if (!mayAct(told)) {
            return;
        }
        int who = delivery(told);
        boolean wasStill = still.remove(who);
        if (wasStill) {
            acts.add(new GoesOn(told.line(), who, When.AT_ONCE));
            acting = who;
        }
        acts.add(told.of(who));
        if (told instanceof Dies) {
            dead.add(who);
        }
    }

    /** Whether its delivery lives, and has its turn or stands still. */
    private boolean mayAct(Happening told) {
        boolean faulty =
                told instanceof Dies || told instanceof Loses || told instanceof Unheard || told instanceof StandsStill;
        if (!ensureBegun(told)) {
            return false;
        }
        int who = delivery(told);
        if (dead.contains(who)) {
            complaints.add(told.line(), "D" + who + " was dead by then");
            return false;
        }
        if (faulty && who != acting && !still.contains(who)) {
            complaints.add(
                    told.line(),
                    "D" + who + " had come to its end by then, because another one had its turn."
                            + " If it had not, say before that it was frozen, or that its visibility lapsed");
            return false;
        }
        return true;
    }

    /**
     * Begins the delivery that a sentence speaks of, if it is the first one or follows a delivery that died. Returns
     * whether it has begun.
     */
    private boolean ensureBegun(Happening told) {
        if (begun == 0 || told.who() == begun + 1 && dead.contains(acting)) {
            begins(new Begins(told.line(), 0, Source.MESSAGE, When.AT_ONCE));
        }
        if (told.who() > begun) {
            complaints.add(told.line(), "D" + told.who() + " has not been delivered yet");
            return false;
        }
        return true;
    }

    private int delivery(Happening told) {
        return told.who() > 0 ? told.who() : acting;
    }
}
