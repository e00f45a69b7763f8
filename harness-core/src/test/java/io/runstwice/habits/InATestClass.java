package io.runstwice.habits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Classes whose file is named as a test is. */
final class InATestClass {

    static final DescribedPredicate<JavaClass> ENDING_IN_TESTS =
            DescribedPredicate.describe("are in a file that ends in Tests", one -> isNamed(one, "Tests"));

    static final DescribedPredicate<JavaClass> INSTANCE = DescribedPredicate.describe(
            "are in a file that ends in Tests or TestCases", one -> isNamed(one, "Tests") || isNamed(one, "TestCases"));

    private InATestClass() {}

    private static boolean isNamed(JavaClass one, String ending) {
        return Habits.outermost(one).getSimpleName().endsWith(ending);
    }
}
