package io.runstwice.habits;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.junit.platform.commons.annotation.Testable;

/** What every module of the project holds to, apart from its rooms. */
public final class Habits {

    /** A database is shared by everything in the JVM, whichever objects reach it. */
    private static final String WHO_OWNS_WHICH_DATABASE = "io.runstwice.jdbc.DatabaseLease.OWNERS";

    private static final String DEPTH = "import.dependencyResolutionProcess.maxIterationsFor";

    private Habits() {}

    /**
     * All classes that were compiled together with this one: the main classes of a module, or its tests.
     *
     * <p>What they call and hold is known by name only: reading it too takes twice as long.
     */
    public static JavaClasses classesBeside(Class<?> one) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setProperty(DEPTH + "AccessesToTypes", "0");
            configuration.setProperty(DEPTH + "MemberTypes", "0");
            return new ClassFileImporter()
                    .importUrl(one.getProtectionDomain().getCodeSource().getLocation());
        });
    }

    /** What holds for the code that users run. */
    public static List<ArchRule> ofMainCode() {
        return List.of(
                NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING,
                onlyWhatForksPrintIsPrinted(),
                nobodySleeps(),
                staticsHoldNoState(),
                publicTypesSayWhoMayUseThem());
    }

    /** A test that runs a job in another process has to say what it says. */
    private static ArchRule onlyWhatForksPrintIsPrinted() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.runstwice.fork.ForkOutput")
                .should(ACCESS_STANDARD_STREAMS);
    }

    /** What holds for tests. */
    public static List<ArchRule> ofTests() {
        return List.of(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING, nobodySleeps(), testsAreFound(), testsSayWhatHappens());
    }

    private static ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .callMethodWhere(target(name("sleep"))
                        .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
                .because("time is stepped or waited for with a condition, never slept");
    }

    private static ArchRule staticsHoldNoState() {
        return fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .doNotHaveFullName(WHO_OWNS_WHICH_DATABASE)
                .should()
                .beFinal()
                .andShould(HoldAConstant.INSTANCE)
                .because("explorations run side by side");
    }

    private static ArchRule publicTypesSayWhoMayUseThem() {
        return classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .resideOutsideOfPackages(
                        "io.runstwice.run..",
                        "io.runstwice.explore..",
                        "io.runstwice.report..",
                        "io.runstwice.http.*..",
                        "io.runstwice.jdbc.*..")
                .and()
                .doNotHaveSimpleName("module-info")
                .should()
                .beAnnotatedWith(API.class);
    }

    private static ArchRule testsAreFound() {
        return methods()
                .that()
                .areMetaAnnotatedWith(Testable.class)
                .should()
                .beDeclaredInClassesThat(InATestClass.INSTANCE)
                .because("the build runs classes that end in Tests, and TestCases are run by a test");
    }

    private static ArchRule testsSayWhatHappens() {
        return methods()
                .that()
                .areAnnotatedWith("org.junit.jupiter.api.Test")
                .and()
                .areDeclaredInClassesThat(InATestClass.ENDING_IN_TESTS)
                .should()
                .haveNameMatching("[a-z]\\w*_\\w+")
                .because("a test is called situation_outcome");
    }

    /** The class that the source file is named for. */
    static JavaClass outermost(JavaClass one) {
        return one.getEnclosingClass().map(Habits::outermost).orElse(one);
    }
}
