package io.runstwice.explore;

import io.runstwice.run.Runner;
import io.runstwice.run.Start;
import java.util.List;

/** Builds the explorer of each family. Some go on from what others reach, and all learn from what the others' workers touch. */
final class Explorers {

    private final Inquiry inquiry;
    private final Runner runner;
    private final Scope scope;
    private final Part part;
    private final CrashClosure closure;
    private final Lapsed lapsed;
    private final Footprints footprints;

    /**
     * @param scope what the bound asks for
     * @param part what of that is to be explored
     */
    Explorers(Inquiry inquiry, Runner runner, Scope scope, Part part) {
        this.inquiry = inquiry;
        this.footprints = Footprints.of(inquiry);
        this.runner = runner;
        this.scope = scope;
        this.part = part;
        this.closure = new CrashClosure(inquiry, scope);
        this.lapsed = new Lapsed(inquiry, inquiry.root(), scope.baseline(), footprints);
        scope.baseline().interactions(1).forEach(step -> footprints.add(Move.of(step, true)));
    }

    /** Those that are asked for, in the order of the families. */
    List<Explorer> all() {
        return List.of(Family.values()).stream()
                .filter(family -> part.has(family) && family.isAsked(scope))
                .map(this::of)
                .toList();
    }

    private Explorer of(Family family) {
        return switch (family) {
            case REPETITION -> new RunAgain(inquiry);
            case FIRST_FAULTS -> new FirstFaults(inquiry, closure, scope.baseline());
            case PARTITIONS -> new Partitions(inquiry, scope);
            case SHUTDOWNS -> new Shutdowns(inquiry, scope.baseline());
            case CRASHES -> closure;
            case LATER_LOSSES -> new LaterLosses(inquiry, closure);
            case HISTORIES -> new Histories(inquiry, scope);
            case ACTORS_BETWEEN -> new ActorsBetween(inquiry, runner.beginning(), scope);
            case ACTORS_BESIDE -> Beside.search(inquiry, runner.beginning(), scope, footprints);
            case FAULTS_BESIDE_ACTORS -> new FaultsBesideActors(inquiry, runner.beginning(), scope, footprints);
            case LATE_ACTORS -> new LateActors(inquiry, runner.beginning(), scope, footprints);
            case COPIES -> Copies.search(inquiry, this::states, footprints);
            case LAPSED -> lapsed;
            case LATE_THAWS -> new LateThaws(inquiry, inquiry.root(), lapsed, footprints);
            case FAULTS_IN_OVERLAPS -> new FaultsInOverlaps(inquiry, inquiry.root(), scope.baseline(), footprints);
        };
    }

    /** Where copies may begin: where crashes can lead to. A part without them finds that out for itself; what goes wrong on the way is another part's. */
    private List<Start> states() {
        return part.has(Family.CRASHES)
                ? closure.states()
                : new Explorers(inquiry.aside(), runner, scope, new Part.OfFamily(Family.CRASHES)).crashStates();
    }

    private List<Start> crashStates() {
        new Levels(inquiry, all()).explore();
        return closure.states();
    }
}
