package io.runstwice.junit;

import io.runstwice.Job;
import io.runstwice.world.Redaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One named test. */
final class Node implements TestTemplateInvocationContext {

    private final Question question;
    private final LeaseScope scope;
    private final ToldViolations told;
    private final Optional<Path> memory;
    private boolean selected;
    private @Nullable HeldLease hold;

    /**
     * @param memory where the schedules are kept that failed
     */
    Node(Question question, LeaseScope scope, ToldViolations told, Optional<Path> memory) {
        this.question = question;
        this.scope = scope;
        this.told = told;
        this.memory = memory;
    }

    /** Whether JUnit took it: it asks for the name of a test that is selected, and of no other. */
    boolean isSelected() {
        return selected;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        selected = true;
        return Redaction.visible(question.title());
    }

    /** Called before every {@code BeforeEach}, also before those of extensions that were registered earlier. */
    @Override
    public void prepareInvocation(ExtensionContext context) {
        hold = Checked.use(() -> scope.hold(context));
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new NodeExtension(this));
    }

    /** The key under which its answer is published. */
    String key() {
        return question.key();
    }

    void changesNothing() {
        held().lease().changesNothing();
    }

    /** Returns what a green test has to say, or throws. */
    String run(Job body) {
        memory.ifPresent(directory -> held().lease().remembers(directory));
        return Checked.use(() -> question.answer(held().lease(), body, told));
    }

    void putBack() {
        Checked.use(() -> held().release());
    }

    private HeldLease held() {
        return Objects.requireNonNull(hold, "prepareInvocation comes first");
    }
}
