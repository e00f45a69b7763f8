package io.runstwice.habits;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.runstwice.RunsTwice;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("exhaustive")
class HabitsTests {

    private static final JavaClasses MAIN = Habits.classesBeside(RunsTwice.class);
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

    /** A reader who meets a name knows which type is meant. */
    @Test
    void simpleNameOfATopLevelType_isUsedOnce() {
        Map<String, Long> uses = MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));

        assertThat(uses)
                .hasSizeGreaterThan(700)
                .allSatisfy((name, times) -> assertThat(times).as(name).isOne());
    }

    @Test
    void scannedClasses_areAllOfThem() {
        assertThat(MAIN).hasSizeGreaterThan(300);
        assertThat(TESTS).hasSizeGreaterThan(50);
    }
}
