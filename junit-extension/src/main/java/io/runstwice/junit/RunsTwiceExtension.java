package io.runstwice.junit;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes a method with {@link RunsTwiceSafely} the tests that it stands for. */
final class RunsTwiceExtension
        implements TestTemplateInvocationContextProvider, InvocationInterceptor, ParameterResolver {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Checked.use(() -> provide(TestedMethod.of(context), context));
    }

    private static Stream<TestTemplateInvocationContext> provide(TestedMethod method, ExtensionContext context) {
        method.check(context.getExecutionMode());
        Bounds bounds = method.bounds();
        List<Question> named = named(method, bounds);
        RecordedTrace trace = new RecordedTrace(method.name(), bounds, method.guards());
        LeaseScope scope = LeaseScope.of(WatchedFields.of(classes(context)), context);
        Iterator<TestTemplateInvocationContext> nodes =
                named.isEmpty() ? new MethodNodes(trace, scope, method.memory()) : each(named, scope);
        Spliterator<TestTemplateInvocationContext> lazily =
                Spliterators.spliteratorUnknownSize(nodes, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(lazily, false).onClose(() -> Checked.use(scope::close));
    }

    /** The schedule or the incidents that the method names; nothing else is asked then. */
    private static List<Question> named(TestedMethod method, Bounds bounds) {
        List<Question> named = new ArrayList<>();
        method.replay().ifPresent(schedule -> named.add(new Question.OfSchedule(method.name(), bounds, schedule)));
        method.incidents().forEach(report -> named.add(new Question.OfIncident(method.name(), bounds, report)));
        return named;
    }

    private static Iterator<TestTemplateInvocationContext> each(List<Question> questions, LeaseScope scope) {
        ToldViolations told = new ToldViolations();
        return questions.stream()
                .<TestTemplateInvocationContext>map(question -> new Node(question, scope, told, Optional.empty()))
                .iterator();
    }

    /** The test class after those that it is nested in, the outermost first. */
    static List<Class<?>> classes(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
        classes.add(context.getRequiredTestClass());
        return classes;
    }

    /** A method that is another kind of test as well must not be green because of that. */
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        check(context);
        invocation.proceed();
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        check(context);
        return invocation.proceed();
    }

    private static void check(ExtensionContext context) {
        Checked.use(() -> TestedMethod.of(context).check(context.getExecutionMode()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Delivery.class;
    }

    /** Nothing yet: every delivery brings its own. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (!context.getTestMethod().equals(Optional.of(parameter.getDeclaringExecutable()))) {
            Checked.use(() -> {
                throw new io.runstwice.world.Misuse(Messages.deliveryElsewhere(
                        parameter.getDeclaringExecutable().getName()));
            });
        }
        return null;
    }
}
