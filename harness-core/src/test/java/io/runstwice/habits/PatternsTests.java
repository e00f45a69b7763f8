package io.runstwice.habits;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.runstwice.RunsTwice;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No regular expression of the harness recurses once for each character, or looks at a long text again for each of its
 * places: texts of a job are as long as they like.
 *
 * <p>What it costs is counted, not timed.
 */
class PatternsTests {

    /** What is looked for within texts of a job; the others are held against a text as a whole. */
    private static final List<String> SEARCHED = List.of(
            "QuotedSecrets.",
            "SecretForms.",
            "Inserts.",
            "CardNumbers.DIGITS",
            "Assignments.SIGN",
            "SecretNames.",
            "Facts.",
            "Wording.",
            "TextLearner.MAY_MOVE",
            "DrawnIds.",
            "NameHints.",
            "Draws.",
            "FileNames.",
            "again");

    private static final int LONG = 1_000;

    /** A thread that recurses for each of them needs more. */
    private static final int SMALL_STACK = 160_000;

    /** Looks at a character, for each of the text. */
    private static final int MOST_LOOKS = 150;

    /** Where most of an expression is met before the part that repeats. */
    private static final List<String> BEGINNINGS = List.of(
            "",
            "(",
            "{\"",
            "password '",
            "'token', '",
            "\"token\", \"",
            "name=\"token\" ",
            "token ",
            "<token ",
            "--token",
            "Bearer ",
            "jdbc:oracle:thin:",
            "://a:",
            "Failing row contains (",
            "Duplicate entry '",
            "-----BEGIN A-----",
            "into t ",
            "# ",
            "the ",
            "token",
            "1");

    private static final List<String> REPEATED = List.of(
            "x",
            " ",
            "1",
            "-",
            "_",
            "=",
            "(",
            "a=",
            "1,",
            "1.",
            "%20",
            "%2",
            "\\x",
            "''",
            "(a)",
            "[0]",
            "_hash",
            "-a",
            ".-a",
            "the ",
            "a,",
            "\"a\",",
            "'a', ",
            "\n",
            "\\n",
            "://a:",
            "x@",
            "a b ",
            "# ",
            "\ud83d\ude00",
            "2024-01-01",
            "12:",
            "eyJx.",
            "and ");

    private static final List<String> ENDINGS = List.of("", "\u0001");

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final int[] looks;

        private Counted(String text, int[] looks) {
            this.text = text;
            this.looks = looks;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > LONG * MOST_LOOKS) {
                throw new IllegalStateException("looks again and again");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void longTexts_areReadWithoutRecursion_andOnce() throws Exception {
        Map<String, Pattern> patterns = patterns();
        assertThat(patterns).hasSizeGreaterThan(60);

        assertThat(weak(patterns)).isEmpty();
    }

    @Test
    void anExpressionThatRecurses_orLooksAgain_isFound() throws Exception {
        Map<String, Pattern> patterns = Map.of(
                "recurses", Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*'"),
                "again", Pattern.compile("\\s*\n\\s*"),
                "right", Pattern.compile("'(?:[^'\\\\]++|''|\\\\.)*+'"));

        assertThat(weak(patterns))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("recurses: StackOverflowError"),
                        one -> assertThat(one).startsWith("again: IllegalStateException"));
    }

    private static List<String> weak(Map<String, Pattern> patterns) throws InterruptedException {
        List<String> weak = new ArrayList<>();
        Runnable all = () -> patterns.forEach(
                (name, pattern) -> weakness(pattern, SEARCHED.stream().anyMatch(name::startsWith))
                        .forEach(why -> weak.add(name + ": " + why)));
        Thread small = new Thread(null, all, "small stack", SMALL_STACK);
        small.start();
        small.join();
        return weak;
    }

    private static List<String> weakness(Pattern pattern, boolean searched) {
        for (String beginning : BEGINNINGS) {
            for (String repeated : REPEATED) {
                for (String ending : ENDINGS) {
                    String text = beginning + repeated.repeat(LONG / repeated.length()) + ending;
                    try {
                        pattern.matcher(new Counted(text, new int[1])).matches();
                        if (searched) {
                            findAll(pattern, new Counted(text, new int[1]));
                        }
                    } catch (StackOverflowError | IllegalStateException weak) {
                        return List.of(weak.getClass().getSimpleName() + " at " + beginning + repeated + "…" + ending);
                    }
                }
            }
        }
        return List.of();
    }

    private static void findAll(Pattern pattern, CharSequence text) {
        for (Matcher found = pattern.matcher(text); found.find(); ) {
            assertThat(found.end()).isGreaterThanOrEqualTo(found.start());
        }
    }

    private static Map<String, Pattern> patterns() throws ReflectiveOperationException {
        Map<String, Pattern> patterns = new TreeMap<>();
        for (JavaClass one : Habits.classesBeside(RunsTwice.class)) {
            for (Field field : Class.forName(one.getName(), false, RunsTwice.class.getClassLoader())
                    .getDeclaredFields()) {
                boolean may = field.getType() == Pattern.class || field.getType() == List.class;
                if (may && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    add(one.getSimpleName() + "." + field.getName(), field.get(null), patterns);
                }
            }
        }
        return patterns;
    }

    private static void add(String name, Object value, Map<String, Pattern> patterns)
            throws ReflectiveOperationException {
        if (value instanceof Pattern pattern) {
            patterns.put(name, pattern);
        } else if (value instanceof List<?> rules) {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i) instanceof Record rule) {
                    addAll(name + "[" + i + "]", rule, patterns);
                }
            }
        }
    }

    private static void addAll(String name, Record rule, Map<String, Pattern> patterns)
            throws ReflectiveOperationException {
        for (RecordComponent part : rule.getClass().getRecordComponents()) {
            Method read = part.getAccessor();
            if (part.getType() == Pattern.class) {
                read.setAccessible(true);
                patterns.put(name, (Pattern) read.invoke(rule));
            }
        }
    }
}
