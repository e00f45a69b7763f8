package io.runstwice.incident;

import io.runstwice.explore.DescribedSchedules;
import io.runstwice.explore.DryRun;
import io.runstwice.incident.Happening.Dies;
import io.runstwice.incident.Happening.Logged;
import io.runstwice.incident.Happening.Loses;
import io.runstwice.incident.Happening.StandsStill;
import io.runstwice.run.Run;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The schedules that fit an incident report. Exact statements of the report are taken exactly; everything that it
 * leaves open is tried in every possible way.
 *
 * <p>Works act by act: runs the acts that are placed so far, and places the next act in that run.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports") // for the front door and the rooms beside this one
public final class Reenactment implements DescribedSchedules {

    private final IncidentReport report;
    private final Misfits misfits = new Misfits();

    /** Of one report. */
    public Reenactment(IncidentReport report) {
        this.report = report;
    }

    @Override
    public String title() {
        return "the schedules that fit " + report.name();
    }

    /** Why no schedule fits, each with its line; also why some do not, if others do. */
    public List<String> misfits() {
        return misfits.all();
    }

    /** The statements that may mean more than one thing, each with its line: then no result can be given. */
    public List<String> unclear() {
        return misfits.unclear();
    }

    @Override
    public List<Schedule> schedules(DryRun dryRun) {
        misfits.clear();
        ActInterpreter acting = new ActInterpreter(report, dryRun, misfits);
        List<Draft> drafts = List.of(Draft.EMPTY);
        for (Happening act : report.acts()) {
            List<Draft> next = new ArrayList<>();
            for (Draft draft : drafts) {
                next.addAll(draft.over() ? List.of(draft) : acting.interpret(draft, act));
            }
            drafts = fewEnough(next, dryRun);
        }
        Set<Schedule> schedules = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            Run run = acting.run(draft.turns());
            if (new ObservationCheck(report, misfits).confirms(run)) {
                schedules.add(run.schedule());
            }
        }
        if (schedules.isEmpty()) {
            everyNameIn(acting);
        }
        return List.copyOf(schedules);
    }

    private static List<Draft> fewEnough(List<Draft> drafts, DryRun dryRun) {
        if (drafts.size() <= dryRun.most()) {
            return drafts;
        }
        dryRun.leavesOut("more schedules fit the report than the " + dryRun.most()
                + " that the bound allows: say more in the report, or raise Bounds.schedules");
        return drafts.subList(0, dryRun.most());
    }

    /** Every name that one plain delivery does not know is said at once, not one after the other. */
    private void everyNameIn(ActInterpreter acting) {
        Calls alone = new Calls(1, acting.run(List.of(Turn.of(1))).interactions(1), misfits);
        for (Happening said :
                Stream.concat(report.acts().stream(), report.log().stream()).toList()) {
            names(said).forEach(name -> alone.places(said.line(), name));
        }
    }

    private static List<CallName> names(Happening said) {
        Stream<CallName> names = Stream.empty();
        if (said instanceof Dies dies) {
            names = Stream.of(dies.place().call(), dies.place().until());
        } else if (said instanceof StandsStill stands) {
            names = Stream.of(stands.place().call(), stands.place().until());
        } else if (said instanceof Loses loses) {
            names = Stream.of(loses.call());
        } else if (said instanceof Logged logged) {
            names = Stream.of(logged.call());
        }
        return names.filter(Objects::nonNull).toList();
    }
}
