package io.runstwice.explore;

import static io.runstwice.explore.OverlapOp.CLAIM_OR_NOTE;
import static io.runstwice.explore.OverlapOp.DROP_CART;
import static io.runstwice.explore.OverlapOp.INSERT_UNIQUE_IGNORED;
import static io.runstwice.explore.OverlapOp.LOCK_BOTH_BY_CLAIM;
import static io.runstwice.explore.OverlapOp.MARK_BY_FUNCTION;
import static io.runstwice.explore.OverlapOp.MARK_DONE;
import static io.runstwice.explore.OverlapOp.NOTE_AUDITS;
import static io.runstwice.explore.OverlapOp.NOTE_LINES;
import static io.runstwice.explore.OverlapOp.READ_ADD_WRITE;
import static io.runstwice.explore.OverlapOp.READ_SETTINGS;
import static io.runstwice.explore.OverlapOp.RETURN_IF_DONE;
import static io.runstwice.explore.OverlapOp.STAMP_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What makes two statements conflict beside the tables that they name, switched off: each time the comparison of
 * {@link ReductionTests} turns red, because the reduced search misses what the unpruned search finds.
 *
 * <p>The jobs are of the generator's vocabulary, most of them written by hand: in each, few orders go wrong, and only
 * the condition shows them. Of a hundred jobs that were drawn, hardly any is so narrow that one condition decides.
 */
@Tag("exhaustive")
class SideConditionsTests {

    private static final int MOST_RUNS = 1_000;

    private static OverlapSearches searches;

    @BeforeAll
    static void open() {
        searches = new OverlapSearches("side_conditions");
    }

    @AfterAll
    static void close() {
        searches.close();
    }

    @BeforeEach
    void footprintsAsTheyAre() {
        searches.takeFootprintsFor(UnaryOperator.identity());
    }

    private static GeneratedOverlap autocommit(OverlapOp... then) {
        return new GeneratedOverlap(
                "autocommit", Connection.TRANSACTION_READ_COMMITTED, List.of(), false, List.of(then));
    }

    private static GeneratedOverlap transaction(OverlapOp... then) {
        return new GeneratedOverlap(
                "transaction", Connection.TRANSACTION_READ_COMMITTED, List.of(), true, List.of(then));
    }

    private static GeneratedOverlap looksBeforeItsTransaction(int isolation) {
        return new GeneratedOverlap(
                "snapshot",
                isolation,
                List.of(RETURN_IF_DONE),
                true,
                List.of(READ_SETTINGS, READ_ADD_WRITE, MARK_DONE));
    }

    /**
     * Notes who holds the settings when it comes to them, and holds them itself until it commits: nothing else is left
     * to be done by then.
     */
    private static GeneratedOverlap holdsAlmostNothing() {
        return new GeneratedOverlap(
                "lock",
                Connection.TRANSACTION_READ_COMMITTED,
                List.of(INSERT_UNIQUE_IGNORED),
                true,
                List.of(CLAIM_OR_NOTE));
    }

    /** The search finds all that there is with every condition, and no violation without this one. */
    private static void missesIt(GeneratedOverlap job, UnaryOperator<Interaction> without) {
        missesIt(job, without, Reduction.full());
    }

    private static void missesIt(GeneratedOverlap job, UnaryOperator<Interaction> without, Reduction reduction) {
        OverlapSearches.Found all = found(job, UnaryOperator.identity(), Reduction.none());
        OverlapSearches.Found with = found(job, UnaryOperator.identity(), Reduction.full());
        OverlapSearches.Found missing = found(job, without, reduction);

        assertThat(all.ended()).as("the unpruned search has an end").isTrue();
        assertThat(all.kinds()).as("found without any reduction").isNotEmpty();
        assertThat(with.kinds()).as("found with every condition").isEqualTo(all.kinds());
        assertThat(with.outcomes()).as("reached with every condition").isEqualTo(all.outcomes());
        assertThat(missing.kinds()).as("found with a condition switched off").isEmpty();
    }

    private static OverlapSearches.Found found(
            GeneratedOverlap job, UnaryOperator<Interaction> footprints, Reduction reduction) {
        searches.takeFootprintsFor(footprints);
        return searches.about(job, (runner, baseline) -> searches.search(runner, baseline, reduction, MOST_RUNS));
    }

    private static UnaryOperator<Interaction> touching(Predicate<Interaction> which, UnaryOperator<Footprint> what) {
        return interaction ->
                which.test(interaction) ? interaction.touching(what.apply(interaction.footprint())) : interaction;
    }

    /** Of a table that no statement of the vocabulary says it writes. */
    private static UnaryOperator<Interaction> withoutWriting(String table) {
        return touching(any -> true, footprint -> {
            Set<String> writes = new HashSet<>(footprint.writes());
            writes.remove("public." + table);
            writes.remove("public." + table + " (rows)");
            return new Footprint(footprint.reads(), writes);
        });
    }

    private static boolean ends(Interaction interaction) {
        return Set.of("COMMIT", "ROLLBACK").contains(interaction.label());
    }

    /**
     * What each statement touches where no transaction has a snapshot. One that ends without a commit holds what one
     * with it does.
     */
    private static UnaryOperator<Interaction> asUnderReadCommitted(GeneratedOverlap job) {
        Map<String, Footprint> known = new HashMap<>();
        UnaryOperator<Interaction> learn = interaction -> {
            known.merge(interaction.label(), interaction.footprint(), Footprint::and);
            return interaction;
        };
        searches.takeFootprintsFor(learn);
        searches.about(job.isolated(Connection.TRANSACTION_READ_COMMITTED), (runner, baseline) -> baseline);
        return interaction -> interaction.touching(
                known.getOrDefault(ends(interaction) ? "COMMIT" : interaction.label(), interaction.footprint()));
    }

    /**
     * Goes wrong if the other one ends after its look and before its transaction's first, innocent statement: later it
     * is refused.
     */
    @Test
    void snapshotOfRepeatableRead_thatNobodyTakes_missesIt() {
        GeneratedOverlap job = looksBeforeItsTransaction(Connection.TRANSACTION_REPEATABLE_READ);

        missesIt(job, asUnderReadCommitted(job));
    }

    @Test
    void snapshotOfSerializable_thatNobodyTakes_missesIt() {
        GeneratedOverlap job = looksBeforeItsTransaction(Connection.TRANSACTION_SERIALIZABLE);

        missesIt(job, asUnderReadCommitted(job));
    }

    @Test
    void lockingRead_takenForAReading_missesIt() {
        missesIt(holdsAlmostNothing(), withoutWriting("settings"));
    }

    @Test
    void commit_thatLetsGoOfNothing_missesIt() {
        missesIt(holdsAlmostNothing(), touching(SideConditionsTests::ends, kept -> Footprint.none()));
    }

    /** Written by hand, and drawn. */
    @Test
    void unknownFunction_takenForAPureOne_missesIt() {
        UnaryOperator<Interaction> pure = touching(call -> call.label().equals("SELECT mark"), all -> Footprint.none());

        missesIt(autocommit(RETURN_IF_DONE, MARK_BY_FUNCTION), pure);
        missesIt(GeneratedOverlap.draw(58, 1), pure);
        missesIt(GeneratedOverlap.draw(61, 1), pure);
    }

    /** Goes wrong if the other one's trigger has written between its look and its count. */
    @Test
    void trigger_thatNobodyKnowsOf_missesIt() {
        missesIt(
                autocommit(RETURN_IF_DONE, NOTE_AUDITS, MARK_DONE, STAMP_ONCE),
                touching(
                        insert -> insert.label().equals("INSERT stamps"),
                        all -> new Footprint(Set.of(), Set.of("public.stamps"))));
    }

    /** What is seen of a table is not written by this worker; what is locked still is. */
    private static UnaryOperator<Interaction> unseen(Predicate<Interaction> whose) {
        return touching(whose, footprint -> {
            Set<String> writes = new HashSet<>(footprint.writes());
            writes.removeIf(name -> writes.contains(name + " (rows)"));
            return new Footprint(footprint.reads(), writes);
        });
    }

    /** As below: what a transaction wrote is seen when it commits. */
    @Test
    void commit_thatShowsNothing_missesIt() {
        missesIt(transaction(RETURN_IF_DONE, NOTE_LINES, MARK_DONE, DROP_CART), unseen(SideConditionsTests::ends));
    }

    /** The same without a transaction: what commits by itself is seen at once. */
    @Test
    void writeThatCommitsByItself_takenForAnUnseenOne_missesIt() {
        missesIt(autocommit(RETURN_IF_DONE, NOTE_LINES, MARK_DONE, DROP_CART), unseen(statement -> !statement.reads()));
    }

    /** Goes wrong if the lines have gone with the other one's cart between its look and its count. */
    @Test
    void cascade_thatNobodyKnowsOf_missesIt() {
        missesIt(transaction(RETURN_IF_DONE, NOTE_LINES, MARK_DONE, DROP_CART), withoutWriting("lines"));
    }

    /**
     * Goes wrong if the one that came second is the victim of the deadlock: if the first one waits when the second one
     * begins to.
     */
    @Test
    void waitThatIsNoPoint_missesIt() {
        Reduction full = Reduction.full();
        Reduction waiting = new Reduction(
                full.rules(),
                (one, other) -> !one.waits() && !other.waits() && one.conflictsWith(other),
                (seen, move) -> !move.waits() && seen.isPoint(move),
                full.symmetry());

        missesIt(transaction(LOCK_BOTH_BY_CLAIM, INSERT_UNIQUE_IGNORED), UnaryOperator.identity(), waiting);
    }
}
