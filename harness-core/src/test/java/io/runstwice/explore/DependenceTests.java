package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.run.Invariant;
import io.runstwice.run.Notebook;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.run.Work;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Footprint;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that go wrong in few orders. Each side condition of a reduction, switched off, makes the search miss them. */
@Tag("exhaustive")
class DependenceTests {

    private static final WorkerName WRITER = WorkerName.actor("writer");
    private static final Bounds BOUNDS = Bounds.standard().guard(Duration.ofMinutes(1));

    private static final Participants BESIDE = new Participants(List.of(Turn.of(WRITER)), List.of(Turn.of(1)), false);

    private final Notebook notebook = Notebook.byLine();

    /** Goes wrong if the writer begins between its first two looks, and ends after the third. */
    private void job() {
        boolean begun = notebook.has("begun");
        boolean begunSince = notebook.has("begun");
        boolean ended = notebook.has("ended");
        notebook.write(!begun && begunSince && !ended ? "wrong" : "right");
    }

    private void writer() {
        notebook.write("begun");
        notebook.write("ended");
    }

    /**
     * Goes wrong if it ends just when one that it has overtaken keeps a note for a moment, which no worker does without
     * being overtaken.
     */
    private void jobThatKeepsANoteWhenOvertaken() {
        if (!notebook.has("done") && notebook.has("done")) {
            notebook.write("note");
            notebook.erase("note");
        }
        notebook.writeUnlessThere("done");
        if (notebook.has("note")) {
            notebook.write("wrong");
        }
    }

    /** Goes wrong if the second one is overtaken, not if the first one is. */
    private void jobThatTellsDeliveriesApart(int number) {
        if (!notebook.has("done") && notebook.has("done") && number == 2) {
            notebook.write("wrong");
        }
        notebook.writeUnlessThere("done");
    }

    /** Keeps a note for a moment when overtaken, one that can be read only if the reader had begun before. */
    private void jobThatKeepsANoteForTheReader() {
        boolean readerBegan = notebook.has("reader");
        if (!notebook.has("done") && notebook.has("done")) {
            if (readerBegan) {
                notebook.write("note");
                notebook.erase("note");
            } else {
                notebook.touch("note");
            }
        }
    }

    private void reader() {
        notebook.write("reader");
        if (notebook.has("note")) {
            notebook.write("wrong");
        }
    }

    private boolean findsNoteOfTheReader(Reduction reduction) {
        return finds(besideTheReader(), inAnyOrder(besideTheReader()), reduction);
    }

    private Workload besideTheReader() {
        Map<WorkerName, Work> actors = new LinkedHashMap<>();
        actors.put(WorkerName.actor("reader"), attempt -> reader());
        actors.put(WRITER, attempt -> notebook.write("done"));
        return new Workload(
                attempt -> {
                    jobThatKeepsANoteForTheReader();
                    notebook.writeUnlessThere("end");
                },
                actors);
    }

    private static Participants inAnyOrder(Workload workload) {
        List<Turn> turns = workload.names().stream().map(Turn::of).toList();
        return new Participants(turns, List.of(Turn.of(1)), false);
    }

    private boolean findsBeside(Reduction reduction) {
        return finds(new Workload(attempt -> job(), Map.of(WRITER, attempt -> writer())), BESIDE, reduction);
    }

    private boolean findsNote(Reduction reduction) {
        return finds(Workload.of(attempt -> jobThatKeepsANoteWhenOvertaken()), Participants.copies(1, 2), reduction);
    }

    private boolean findsSecond(Reduction reduction) {
        return finds(
                Workload.of(attempt -> jobThatTellsDeliveriesApart(attempt.number())),
                Participants.copies(1, 2),
                reduction);
    }

    private boolean finds(Workload workload, Participants both, Reduction reduction) {
        return !explored(workload, both, reduction).wrong.isEmpty();
    }

    /**
     * Two actors leave a note for a moment each; nothing that a worker does or leaves tells whether there were both at
     * once.
     */
    private boolean findsBothNotesAtOnce(Function<ExplorationContext, KnownFootprints> footprints) {
        Map<WorkerName, Work> actors = new LinkedHashMap<>();
        for (String note : List.of("one", "other")) {
            actors.put(WorkerName.actor(note), attempt -> {
                notebook.write(note);
                notebook.erase(note);
            });
        }
        Workload workload = new Workload(attempt -> notebook.writeUnlessThere("done"), actors);
        Invariant apart = new Invariant(
                "one note at a time", Duration.ZERO, () -> !notebook.lines().containsAll(List.of("one", "other")));
        return !explored(workload, inAnyOrder(workload), List.of(apart), footprints, Reduction.full())
                .wrong
                .isEmpty();
    }

    /**
     * What a search came to.
     *
     * @param fewest of each order that can be told from others, the fewest preemptions that led to it
     */
    private record Explored(List<Finding> wrong, Map<String, Integer> fewest) {}

    private Explored explored(Workload workload, Participants both, Reduction reduction) {
        return explored(workload, both, List.of(), context -> new KnownFootprints(), reduction);
    }

    private Explored explored(
            Workload workload,
            Participants both,
            List<Invariant> always,
            Function<ExplorationContext, KnownFootprints> footprintsOf,
            Reduction reduction) {
        RunEnvironment environment = new RunEnvironment();
        environment.holds(always);
        World world = new World(Map.of("notebook", notebook));
        world.open(environment::gate);
        Runner runner = new Runner(environment, world, workload, BOUNDS.deliveryWithin(), BOUNDS.redeliveredWithin());
        CheckedBaseline baseline = new DeterminismCheck(runner, world).pass();
        ExplorationContext context = new ExplorationContext(
                "job", world, environment, runner, baseline.ends(), BOUNDS, Deadline.in(BOUNDS.guard()));
        KnownFootprints footprints = footprintsOf.apply(context);
        baseline.run().interactions(1).forEach(step -> footprints.add(Move.of(step, true)));
        Interleavings all = new Interleavings(context, runner.beginning(), both, footprints, reduction);
        Map<String, Integer> fewest = new TreeMap<>();
        while (!all.isExhausted()) {
            int preemptions = all.nextPreemptions();
            fewest.merge(order(new Path(runner.beginning(), all.step())), preemptions, Math::min);
        }
        runner.restore();
        world.close();
        return new Explored(context.findings(), fewest);
    }

    private String order(Path path) {
        HappensBefore past = new HappensBefore(Move::conflictsWith);
        path.places().forEach(place -> past.add(place.move()));
        return past.key();
    }

    private static Reduction commuting(BiPredicate<Move, Move> dependence) {
        Reduction full = Reduction.full();
        return new Reduction(EnumSet.of(Reduction.Rule.COMMUTING), dependence, full.points(), full.symmetry());
    }

    private static Reduction points(BiPredicate<KnownFootprints, Move> points) {
        Reduction full = Reduction.full();
        return new Reduction(EnumSet.of(Reduction.Rule.POINTS), full.dependence(), points, full.symmetry());
    }

    private static Footprint writtenBy(Move move) {
        return new Footprint(Set.of(), move.interaction().footprint().writes());
    }

    private static boolean reads(Move move) {
        return move.interaction() != null && move.interaction().reads();
    }

    @Test
    void fewBadOrders_areFoundWithAndWithoutReduction() {
        assertThat(findsBeside(Reduction.none())).isTrue();
        assertThat(findsBeside(Reduction.full())).isTrue();
        assertThat(findsNote(Reduction.none())).isTrue();
        assertThat(findsNote(Reduction.full())).isTrue();
        assertThat(findsSecond(Reduction.none())).isTrue();
        assertThat(findsSecond(Reduction.full())).isTrue();
    }

    @Test
    void dependenceThatForgetsEverything_missesIt() {
        assertThat(findsBeside(commuting((one, other) -> false))).isFalse();
    }

    @Test
    void dependenceThatForgetsWhatIsRead_missesIt() {
        assertThat(findsBeside(commuting((one, other) -> writtenBy(one).conflictsWith(writtenBy(other)))))
                .isFalse();
    }

    @Test
    void pointsWithoutReadsOfWhatOthersWrite_missIt() {
        assertThat(findsBeside(points(KnownFootprints::isPoint))).isTrue();
        assertThat(findsBeside(points((seen, move) -> !reads(move) && seen.isPoint(move))))
                .isFalse();
    }

    @Test
    void pointsThatAreNeverOpenedAgain_missIt() {
        Set<String> known = Set.of("done");
        BiPredicate<KnownFootprints, Move> asKnownAtFirst = (seen, move) -> known.contains(
                move.interaction() == null ? "" : move.interaction().detail());

        assertThat(findsNote(points(KnownFootprints::isPoint))).isTrue();
        assertThat(findsNote(points((seen, move) -> !reads(move) || asKnownAtFirst.test(seen, move))))
                .isFalse();
    }

    /**
     * The reader could stand still before its look in one place alone, which was passed when no worker was known to
     * write the note.
     */
    @Test
    void pointThatWasPassedBeforeItWasOne_isOpenedAgain() {
        assertThat(findsNoteOfTheReader(commuting(Move::conflictsWith))).isTrue();
        assertThat(findsNoteOfTheReader(Reduction.full())).isTrue();
    }

    /** A point that opens late leads with one preemption to a place that waits to be reached with two. */
    @Test
    void everyOrder_isReachedWithTheFewestPreemptions() {
        Workload workload = besideTheReader();
        Explored all = explored(workload, inAnyOrder(workload), commuting(Move::conflictsWith));

        assertThat(explored(workload, inAnyOrder(workload), Reduction.full()).fewest)
                .isEqualTo(all.fewest);
    }

    @Test
    void whatTheTestSeesBetweenTwoMoves_isFound() {
        assertThat(findsBothNotesAtOnce(KnownFootprints::of)).isTrue();
    }

    @Test
    void pointsThatOnlyWorkersNotice_missWhatTheTestSees() {
        assertThat(findsBothNotesAtOnce(context -> new KnownFootprints())).isFalse();
    }

    @Test
    void symmetryOfDeliveriesThatAskWhichTheyAre_missesIt() {
        Reduction full = Reduction.full();

        assertThat(findsSecond(new Reduction(
                        full.rules(),
                        full.dependence(),
                        full.points(),
                        (participants, context) -> participants.deliveries().stream()
                                .map(Turn::worker)
                                .toList())))
                .isFalse();
    }
}
