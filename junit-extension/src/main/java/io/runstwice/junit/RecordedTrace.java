package io.runstwice.junit;

import io.runstwice.Bounds;
import io.runstwice.Guard;
import io.runstwice.Verdict;
import io.runstwice.explore.Part;
import io.runstwice.world.Misuse;
import java.util.ArrayList;
import java.util.List;

/**
 * The questions that follow from the trace of the job alone, once a test has recorded it: its parts, and then its
 * guards.
 */
final class RecordedTrace {

    private final String name;
    private final Bounds bounds;
    private final List<Guard> guards;
    private List<Question> questions = List.of();

    /**
     * @param name how reports call the job
     * @param guards what the test says that makes it safe
     */
    RecordedTrace(String name, Bounds bounds, List<Guard> guards) {
        this.name = name;
        this.bounds = bounds;
        this.guards = guards;
    }

    /** The question that records it: the job alone. */
    Question.OfPart alone() {
        return new Question.OfPart(name, bounds, new Part.Determinism(), this);
    }

    void record(Verdict verdict) {
        List<Question> all = new ArrayList<>();
        for (Part part : verdict.parts()) {
            if (!(part instanceof Part.Determinism || part instanceof Part.Whole)) {
                all.add(new Question.OfPart(name, bounds, part, this));
            }
        }
        if (!all.isEmpty()) {
            guards.forEach(guard -> all.add(new Question.OfGuard(name, bounds, guard)));
        }
        questions = all;
    }

    /** Whether there is a question with this number, from 1. */
    boolean has(int number) {
        return number <= questions.size();
    }

    Question question(int number) {
        if (!has(number)) {
            throw new Misuse(Messages.POINT_GONE);
        }
        return questions.get(number - 1);
    }
}
