package io.runstwice.engine;

import io.runstwice.Counterexample;
import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.GuardVerdict.Outcome;
import io.runstwice.Verdict;
import io.runstwice.explore.Exploration;
import io.runstwice.explore.Family;
import io.runstwice.explore.Findings;
import io.runstwice.explore.Part;
import io.runstwice.judge.Unfit;
import io.runstwice.judge.Violation;
import io.runstwice.report.GuardText;
import io.runstwice.world.Misuse;
import io.runstwice.world.Removal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A trial of a guard: takes it away and explores the job without it.
 *
 * <p>The baseline with the guard comes first: a removal proves something only if one plain delivery acts the same
 * without the guard as with it. In the end the schedule that shows the violation is run with the guard back in its
 * place: a violation that appears then as well was not prevented by the guard.
 */
final class GuardTrial {

    /** Explores under a name, and puts the world back. */
    interface Asking {
        Verdict about(String name, Function<Exploration, Findings> question);
    }

    /** Looked at one by one if the whole stopped at another violation before it came to them. */
    private static final List<Part> OVERLAPS = Stream.of(Family.COPIES, Family.LAPSED, Family.FAULTS_IN_OVERLAPS)
            .<Part>map(Part.OfFamily::new)
            .toList();

    private final String job;
    private final Guard guard;
    private final Asking ask;
    private final GuardText text;
    private final boolean oneMessage;

    GuardTrial(String job, Guard guard, Asking ask, boolean oneMessage) {
        this.job = job;
        this.guard = guard;
        this.ask = ask;
        this.oneMessage = oneMessage;
        this.text = new GuardText(job, guard.toString(), guard.kind().toString());
    }

    GuardVerdict of(Removal removal) {
        GuardVerdict verdict;
        try (removal) {
            verdict = away(removal);
        }
        return verdict.isNeeded() ? back(verdict) : verdict;
    }

    private GuardVerdict away(Removal removal) {
        Verdict with = ask.about(job, exploration -> exploration.explore(new Part.Determinism()));
        if (!with.isSafe()) {
            return verdict(Outcome.INCONCLUSIVE, text.inconclusive("with the guard: " + said(with)));
        }
        try {
            removal.begin();
        } catch (Removal.Refused refused) {
            return verdict(Outcome.CANNOT_BE_REMOVED, text.cannot(refused.getMessage(), Optional.of(refused)));
        }
        Verdict without = explored(new Part.Whole());
        return judged(with, without, removal);
    }

    private Verdict explored(Part part) {
        return ask.about(job + " without " + guard, exploration -> exploration.explore(part));
    }

    private GuardVerdict judged(Verdict with, Verdict without, Removal removal) {
        Findings findings = without.findings();
        if (findings.baseline().isEmpty()) {
            return verdict(Outcome.CANNOT_BE_REMOVED, text.cannot(said(without), findings.failure()));
        }
        Optional<String> differs = differs(with.findings(), findings);
        if (differs.isPresent()) {
            return verdict(Outcome.CANNOT_BE_REMOVED, text.cannot(differs.get(), Optional.empty()));
        } else if (!removal.isMet()) {
            return verdict(Outcome.NEVER_MET, text.neverMet(removal.unmet()));
        } else if (without.isUnsafe()) {
            return unsafe(without);
        } else if (without.isSafe() && without.coverage().isComplete()) {
            return verdict(
                    Outcome.DECORATIVE, text.decorative(without.coverage().toString(), removal.remark()));
        }
        return verdict(Outcome.INCONCLUSIVE, text.inconclusive(without.reason().orElse("" + without.coverage())));
    }

    private Optional<String> differs(Findings with, Findings without) {
        try {
            return with.differenceTo(without).map(text::differences);
        } catch (Unfit unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
    }

    private GuardVerdict unsafe(Verdict whole) {
        Optional<Counterexample> declared = declared(whole).or(this::amongOverlaps);
        if (declared.isPresent()) {
            String story = declared.get().story();
            return new GuardVerdict(guard, Outcome.NEEDED, text.needed(story), declared.get());
        }
        Counterexample other = whole.counterexamples().get(0);
        return new GuardVerdict(guard, Outcome.ANOTHER_VIOLATION, text.another(kinds(whole), other.story()), other);
    }

    /** What overlapping deliveries show was put off, or cut short, by what single ones have shown. */
    private Optional<Counterexample> amongOverlaps() {
        return oneMessage
                ? OVERLAPS.stream()
                        .map(part -> declared(explored(part)))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Counterexample> declared(Verdict verdict) {
        return verdict.counterexamples().stream()
                .filter(found -> isDeclared(found.violation()))
                .findFirst();
    }

    private boolean isDeclared(Violation violation) {
        return violation.kind() == guard.kind()
                || violation.differences().stream().anyMatch(difference -> difference.kind() == guard.kind());
    }

    private static String kinds(Verdict verdict) {
        return String.join(
                ", ",
                verdict.counterexamples().stream()
                        .map(found -> found.violation().kind().toString())
                        .distinct()
                        .toList());
    }

    /**
     * Replays with the guard back: the violation that it prevents must not appear. A schedule that needs the guard away
     * does not fit then, and shows nothing.
     */
    private GuardVerdict back(GuardVerdict needed) {
        Counterexample found = needed.counterexample().orElseThrow();
        try {
            Verdict again = ask.about(job, exploration -> exploration.replay(found.schedule()));
            return declared(again)
                    .map(still ->
                            new GuardVerdict(guard, Outcome.UNSAFE_ANYWAY, text.unsafeAnyway(still.story()), still))
                    .orElse(needed);
        } catch (Misuse doesNotFit) {
            return needed;
        }
    }

    private GuardVerdict verdict(Outcome outcome, String said) {
        return new GuardVerdict(guard, outcome, said, null);
    }

    private static String said(Verdict verdict) {
        return verdict.reason().orElseGet(verdict::toString);
    }
}
