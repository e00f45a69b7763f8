package io.runstwice.junit;

import io.runstwice.Bounds;
import io.runstwice.Guard;
import io.runstwice.Tier;
import io.runstwice.incident.IncidentReport;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Misuse;
import io.runstwice.world.Safeguard;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A method with our annotations, and their values.
 *
 * @param type the test class, which may be a subclass of the one that declares the method
 * @param method the method
 */
record TestedMethod(Class<?> type, Method method) {

    /** The ones that make a method a test; those of other modules by name. */
    private static final List<String> OTHERS = List.of("org.junit.jupiter.params.ParameterizedTest");

    static TestedMethod of(ExtensionContext context) {
        return new TestedMethod(context.getRequiredTestClass(), context.getRequiredTestMethod());
    }

    /** How reports call the job. */
    String name() {
        return type.getSimpleName() + "." + method.getName();
    }

    Bounds bounds() {
        RunsTwiceSafely said = find(RunsTwiceSafely.class).orElseThrow();
        if (said.schedules() < 1) {
            throw new Misuse(Messages.tooFewSchedules(said.schedules()));
        }
        if (said.shutdowns() && said.tier() != Tier.PROCESS) {
            throw new Misuse(Messages.shutdownOfThreads(said.tier()));
        }
        return overlaps(asked(said), said)
                .redeliveredWithin(AnnotationDuration.parse("redeliveredWithin", said.redeliveredWithin()))
                .schedules(said.schedules())
                .deliveryWithin(AnnotationDuration.parse("deliveryWithin", said.deliveryWithin()))
                .guard(AnnotationDuration.parse("guard", said.guard()));
    }

    private static Bounds asked(RunsTwiceSafely said) {
        Bounds bounds = said.visibilityLapses() ? Bounds.standard().withVisibilityLapses() : Bounds.standard();
        bounds = said.shutdowns() ? bounds.withShutdowns() : bounds;
        return said.complete() ? bounds.mustBeComplete() : bounds;
    }

    private static Bounds overlaps(Bounds bounds, RunsTwiceSafely said) {
        try {
            return killed(bounds.copies(said.copies()).preemptions(said.preemptions()), said.killedAfter());
        } catch (IllegalArgumentException unfit) {
            throw new Misuse(Messages.unfit(unfit.getMessage()), unfit);
        }
    }

    boolean changesNothing() {
        return find(RunsTwiceSafely.class).orElseThrow().changesNothing();
    }

    private static Bounds killed(Bounds bounds, String after) {
        return after.isEmpty() ? bounds : bounds.killedAfter(AnnotationDuration.parse("killedAfter", after));
    }

    Optional<Path> memory() {
        return find(RunsTwiceSafely.class)
                .map(RunsTwiceSafely::remembering)
                .filter(directory -> !directory.isEmpty())
                .map(Path::of);
    }

    Tier tier() {
        return find(RunsTwiceSafely.class).orElseThrow().tier();
    }

    /** What deliveries share that would have it for themselves. */
    List<String> sharing() {
        return List.of(find(RunsTwiceSafely.class).orElseThrow().sharing());
    }

    Optional<Schedule> replay() {
        return find(Replay.class).map(Replay::value).map(Schedule::parse);
    }

    /** The reports that it is a test of, each read. */
    List<IncidentReport> incidents() {
        return find(Reproduces.class).stream()
                .flatMap(said -> Stream.of(said.value()))
                .map(file -> IncidentFile.read(type, file))
                .toList();
    }

    List<Guard> guards() {
        return AnnotationSupport.findRepeatableAnnotations(method, GuardedBy.class).stream()
                .map(said -> new Guard(said.of(), new Safeguard(said.guard(), said.name()), said.against()))
                .toList();
    }

    /** Refuses annotations that do not go together. */
    void check(ExecutionMode mode) {
        if (find(RunsTwiceSafely.class).isEmpty()) {
            throw new Misuse(Messages.alone(loneAnnotation(), name()));
        }
        if (find(Replay.class).isPresent() && find(Reproduces.class).isPresent()) {
            throw new Misuse(Messages.replayAndReproduces(name()));
        }
        if (find(Reproduces.class).filter(said -> said.value().length == 0).isPresent()) {
            throw new Misuse(Messages.reproducesNothing(name()));
        }
        otherTests().stream().findFirst().ifPresent(other -> {
            throw new Misuse(Messages.anotherTestAnnotation(name(), other));
        });
        if (mode == ExecutionMode.CONCURRENT) {
            throw new Misuse(Messages.concurrent(name()));
        }
    }

    private String loneAnnotation() {
        return Stream.of(Replay.class, Reproduces.class)
                .filter(type -> find(type).isPresent())
                .findFirst()
                .orElse(GuardedBy.class)
                .getSimpleName();
    }

    private List<String> otherTests() {
        List<String> others = new ArrayList<>();
        List.of(Test.class, RepeatedTest.class, TestFactory.class).stream()
                .filter(type -> AnnotationSupport.isAnnotated(method, type))
                .map(Class::getSimpleName)
                .forEach(others::add);
        for (Annotation each : method.getAnnotations()) {
            if (OTHERS.contains(each.annotationType().getName())) {
                others.add(each.annotationType().getSimpleName());
            }
        }
        return others;
    }

    private <A extends Annotation> Optional<A> find(Class<A> type) {
        return AnnotationSupport.findAnnotation(method, type);
    }
}
