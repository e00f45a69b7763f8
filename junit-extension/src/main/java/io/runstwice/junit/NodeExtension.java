package io.runstwice.junit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Puts the exploration in the place of the body of one test, and the world back after it. */
record NodeExtension(Node node) implements BeforeEachCallback, InvocationInterceptor, AfterEachCallback {

    /** Before the first {@code @BeforeEach} method, so that nothing is written into a transaction that hides it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        refuseTransaction(context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        invocation.skip();
        refuseTransaction(context);
        if (TestedMethod.of(context).changesNothing()) {
            node.changesNothing();
        }
        String answer = node.run(Checked.use(() -> BodyInTier.of(method, context)));
        context.publishReportEntry(node.key(), answer); // of a question by number the key is known now
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // inside a transaction its rollback puts the world back; here it would be waited for
        if (!OpenTransaction.isHere(context.getRequiredTestClass())) {
            node.putBack();
        }
    }

    private static void refuseTransaction(ExtensionContext context) {
        Checked.use(() -> OpenTransaction.refuse(
                context.getRequiredTestClass(), TestedMethod.of(context).name()));
    }
}
