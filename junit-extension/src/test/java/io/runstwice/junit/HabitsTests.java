package io.runstwice.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.runstwice.habits.Habits;
import io.runstwice.habits.Undocumented;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("exhaustive")
class HabitsTests {

    private static final JavaClasses MAIN = Habits.classesBeside(RunsTwiceSafely.class);
    private static final JavaClasses TESTS = Habits.classesBeside(HabitsTests.class);

    static Stream<ArchRule> ofMainCode() {
        return Habits.ofMainCode().stream();
    }

    static Stream<ArchRule> ofTests() {
        return Habits.ofTests().stream();
    }

    @ParameterizedTest
    @MethodSource
    void ofMainCode(ArchRule rule) {
        rule.check(MAIN);
    }

    @ParameterizedTest
    @MethodSource
    void ofTests(ArchRule rule) {
        rule.check(TESTS);
    }

    @Test
    void publicTypesAndMethods_sayWhatTheyAre() throws IOException {
        List<String> packages = List.of(
                "io.runstwice.junit", "io.runstwice.junit.contract", "io.runstwice.jqwik", "io.runstwice.assertj");

        assertThat(Undocumented.in(Path.of("src/main/java"), packages)).isEmpty();
    }

    /** Each of them is optional, and one must not need the other. */
    @Test
    void packages_knowNothingOfEachOther() {
        slices().matching("io.runstwice.(junit|jqwik|assertj)")
                .should()
                .notDependOnEachOther()
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.runstwice.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.jqwik..", "org.assertj..")
                .check(MAIN);
    }

    @Test
    void scannedClasses_areAllOfThem() {
        assertThat(MAIN).hasSizeGreaterThan(25);
        assertThat(TESTS).hasSizeGreaterThan(2);
    }
}
