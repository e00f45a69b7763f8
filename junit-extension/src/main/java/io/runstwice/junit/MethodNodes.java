package io.runstwice.junit;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * The tests of one method, made while JUnit runs them: the first records the trace that the others follow from.
 *
 * <p>JUnit asks for the next one when it is done with the last. If it passed one over, some were selected by their
 * number, and a number that is selected must be offered: else nothing would run, and that would be green. So the
 * numbers then go on to {@value #MOST}.
 */
final class MethodNodes implements Iterator<TestTemplateInvocationContext> {

    static final int MOST = 1_000;

    private final RecordedTrace trace;
    private final LeaseScope scope;
    private final Optional<Path> memory;
    private final ToldViolations told = new ToldViolations();
    private int given;
    private boolean selective;
    private @Nullable Node last;

    /**
     * @param trace not recorded yet
     */
    MethodNodes(RecordedTrace trace, LeaseScope scope, Optional<Path> memory) {
        this.trace = trace;
        this.scope = scope;
        this.memory = memory;
    }

    @Override
    public boolean hasNext() {
        selective |= last != null && !last.isSelected();
        return given == 0 || trace.has(given) || (selective && given < MOST);
    }

    @Override
    public TestTemplateInvocationContext next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = new Node(question(given), scope, told, memory);
        given++;
        return last;
    }

    /** The first runs the job alone; from then on what follows from it counts from 1. */
    private Question question(int number) {
        if (number == 0) {
            return trace.alone();
        }
        return trace.has(number) ? trace.question(number) : new Question.OfNumber(number, trace);
    }
}
