package io.runstwice.habits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Classes that all depend on one another can only be understood together, so there are at most two of them; nested
 * classes belong to their outermost one.
 */
class CirclesTests {

    private static final int MOST = 2;

    /** One line of what {@code jdeps} prints, nested classes left aside. */
    private static final Pattern ONE_ON_ANOTHER =
            Pattern.compile("^\\s+(io\\.runstwice[\\w.]*)\\S*\\s+->\\s+(io\\.runstwice[\\w.]*)");

    @Test
    void circles_haveTwoClassesAtMost() {
        Map<String, Set<String>> dependencies = dependencies();

        assertThat(dependencies).hasSizeGreaterThan(500);
        assertThat(new Circles(dependencies).all()).allMatch(circle -> circle.size() <= MOST);
    }

    @Test
    void threeClassesInACircle_areFound() {
        Circles circles = new Circles(
                Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a", "d"), "d", Set.of("e"), "e", Set.of("d")));

        assertThat(circles.all()).containsExactlyInAnyOrder(Set.of("a", "b", "c"), Set.of("d", "e"));
    }

    /** By the JDK's own tool: it also sees types that are caught or cast to, and no others. */
    private static Map<String, Set<String>> dependencies() {
        StringWriter listed = new StringWriter();
        int failed = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(listed), new PrintWriter(listed), "-verbose:class", "-filter:none", classes());
        assertThat(failed).as(listed.toString()).isZero();
        Map<String, Set<String>> all = new TreeMap<>();
        listed.toString()
                .lines()
                .map(ONE_ON_ANOTHER::matcher)
                .filter(Matcher::find)
                .filter(found -> !found.group(1).equals(found.group(2)))
                .forEach(found -> all.computeIfAbsent(found.group(1), unseen -> new TreeSet<>())
                        .add(found.group(2)));
        assertThat(all).hasSizeGreaterThan(500);
        return all;
    }

    private static String classes() {
        return Path.of("target", "classes", "io").toString();
    }

    /**
     * The strongly connected components of a graph that have more than one node (Tarjan, SIAM Journal on Computing,
     * 1972).
     */
    private static final class Circles {

        private final Map<String, Set<String>> edges;
        private final Map<String, Integer> numbers = new TreeMap<>();
        private final Map<String, Integer> lowest = new TreeMap<>();
        private final List<String> path = new ArrayList<>();
        private final List<Set<String>> found = new ArrayList<>();

        Circles(Map<String, Set<String>> edges) {
            this.edges = edges;
        }

        List<Set<String>> all() {
            edges.keySet().stream().sorted(Comparator.naturalOrder()).forEach(node -> {
                if (!numbers.containsKey(node)) {
                    visit(node);
                }
            });
            return found;
        }

        private void visit(String node) {
            numbers.put(node, numbers.size());
            lowest.put(node, numbers.get(node));
            path.add(node);
            for (String next : edges.getOrDefault(node, Set.of())) {
                if (!numbers.containsKey(next)) {
                    visit(next);
                    lowest.merge(node, lowest.get(next), Math::min);
                } else if (path.contains(next)) {
                    lowest.merge(node, numbers.get(next), Math::min);
                }
            }
            if (lowest.get(node).equals(numbers.get(node))) {
                List<String> component = path.subList(path.indexOf(node), path.size());
                if (component.size() > 1) {
                    found.add(new TreeSet<>(component));
                }
                component.clear();
            }
        }
    }
}
