package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Runner;
import java.util.List;

/**
 * Builds the explorer of each family. Some go on from what others reach, and all learn from what the others' workers
 * touch.
 */
final class Explorers {

    private final ExplorationContext context;
    private final Runner runner;
    private final Scope scope;
    private final Part part;
    private final CrashClosure closure;
    private final LapsedVisibility lapsed;
    private final KnownFootprints footprints;

    /**
     * @param scope what the bound asks for
     * @param part what of that is to be explored
     */
    Explorers(ExplorationContext context, Runner runner, Scope scope, Part part) {
        this.context = context;
        this.footprints = KnownFootprints.of(context);
        this.runner = runner;
        this.scope = scope;
        this.part = part;
        this.closure = new CrashClosure(context, scope);
        this.lapsed = new LapsedVisibility(context, context.root(), scope.baseline(), footprints);
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
            case REPETITION -> new RunAgain(context);
            case FIRST_FAULTS -> new FirstFaults(context, closure, scope.baseline());
            case PARTITIONS -> new Partitions(context, scope);
            case SHUTDOWNS -> new Shutdowns(context, scope.baseline());
            case CRASHES -> closure;
            case LATER_LOSSES -> new LaterLosses(context, closure);
            case HISTORIES -> new Histories(context, scope);
            case ACTORS_BETWEEN -> new ActorsBetween(context, runner.beginning(), scope);
            case ACTORS_BESIDE -> OverlappingActors.search(context, runner.beginning(), scope, footprints);
            case FAULTS_BESIDE_ACTORS -> new FaultsBesideActors(context, runner.beginning(), scope, footprints);
            case LATE_ACTORS -> new LateActors(context, runner.beginning(), scope, footprints);
            case COPIES -> OverlappingCopies.search(context, this::states, footprints);
            case LAPSED -> lapsed;
            case LATE_THAWS -> new LateThaws(context, context.root(), lapsed, footprints);
            case FAULTS_IN_OVERLAPS -> new FaultsInOverlaps(context, context.root(), scope.baseline(), footprints);
        };
    }

    /**
     * The states in which copies may begin: every state that crashes can lead to. A part without the crashes searches
     * these states aside, and drops the violations that it finds on the way.
     */
    private List<Checkpoint> states() {
        return part.has(Family.CRASHES)
                ? closure.states()
                : new Explorers(context.aside(), runner, scope, new Part.OfFamily(Family.CRASHES)).crashStates();
    }

    private List<Checkpoint> crashStates() {
        new Levels(context, all()).explore();
        return closure.states();
    }
}
