package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.world.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests of a baseline that a resource recognised by their keys, although no worker had made them in that run: the
 * resource did not carry them out.
 */
final class AnsweredFromMemory {

    private AnsweredFromMemory() {}

    /** One sentence for each. */
    static List<String> in(Run baseline) {
        List<Step.Passed> steps = baseline.steps().stream()
                .filter(Step.Passed.class::isInstance)
                .map(Step.Passed.class::cast)
                .toList();
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step.Passed step = steps.get(i);
            if (step.effect() == Effect.REMEMBERED
                    && steps.subList(0, i).stream().noneMatch(before -> isItsFirst(before, step))) {
                sentences.add(step.point().resource() + " answered "
                        + step.interaction().label()
                        + " from memory before any request had asked for it, so that was never done, and whether"
                        + " it is done once was not checked. Unless the set-up did it, give it a key of its own");
            }
        }
        return sentences;
    }

    private static boolean isItsFirst(Step.Passed before, Step.Passed step) {
        return before.effect().changesSomething()
                && before.point().resource().equals(step.point().resource())
                && before.interaction().label().equals(step.interaction().label());
    }
}
